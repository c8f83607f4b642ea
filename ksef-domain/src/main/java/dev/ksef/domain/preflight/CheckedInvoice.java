package dev.ksef.domain.preflight;

import dev.ksef.model.invoice.InvoiceFacts;

/** What one pass through an invoice found: its facts, and what is wrong with it. */
public record CheckedInvoice(InvoiceFacts facts, PreFlightReport report) {}
