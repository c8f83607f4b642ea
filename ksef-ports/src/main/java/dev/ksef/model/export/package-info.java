/** Exports: packages of invoices that KSeF makes. */
package dev.ksef.model.export;
