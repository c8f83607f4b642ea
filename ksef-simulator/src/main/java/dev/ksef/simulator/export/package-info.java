/** Exports of invoices: packages that are made on request, and downloaded part by part from the storage. */
package dev.ksef.simulator.export;
