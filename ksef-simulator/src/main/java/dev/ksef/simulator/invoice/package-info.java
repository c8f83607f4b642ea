/** Judging invoices, keeping them and giving them back. */
package dev.ksef.simulator.invoice;
