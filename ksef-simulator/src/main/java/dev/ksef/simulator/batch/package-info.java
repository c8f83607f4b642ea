/** Batch sessions: parts, packages and the invoices in them, and the consent to attachments. */
package dev.ksef.simulator.batch;
