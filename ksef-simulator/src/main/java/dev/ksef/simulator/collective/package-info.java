/** Collective identifiers: numbers that stand for several invoices of one seller. */
package dev.ksef.simulator.collective;
