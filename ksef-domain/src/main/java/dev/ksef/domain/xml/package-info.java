/** How invoices are read: one hardened pass, shared by what asks for facts and what looks for faults. Not exported. */
package dev.ksef.domain.xml;
