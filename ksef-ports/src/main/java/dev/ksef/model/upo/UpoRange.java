package dev.ksef.model.upo;

import org.jspecify.annotations.Nullable;

/**
 * The part of a session that a page of its collective UPO confirms. Numbers start at 1.
 *
 * <p>Discrepancy: the schema calls the end of the range exclusive; in all known documents the last invoice is included.
 *
 * @param page number of this page
 * @param pages number of all pages
 * @param firstInvoice number of the first invoice on this page
 * @param lastInvoice number of the last invoice on this page
 * @param invoices number of invoices on all pages
 */
public record UpoRange(
        @Nullable Integer page,
        @Nullable Integer pages,
        @Nullable Integer firstInvoice,
        @Nullable Integer lastInvoice,
        @Nullable Integer invoices) {}
