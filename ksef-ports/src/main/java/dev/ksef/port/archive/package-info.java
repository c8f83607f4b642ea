/** Archives of invoices: packages for batch sessions, and those of exports. */
package dev.ksef.port.archive;
