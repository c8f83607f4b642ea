package dev.ksef.model.upo;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a session a page of its collective UPO confirms. All counts start at 1.
 *
 * <p>Discrepancy: the schema calls the end of the range exclusive; in all known documents the last invoice is included.
 *
 * @param page number of this page
 * @param pages how many there are
 * @param firstInvoice number of the first invoice on this page
 * @param lastInvoice number of the last one, which is on this page
 * @param invoices how many there are on all pages
 */
public record UpoRange(
        @Nullable Integer page,
        @Nullable Integer pages,
        @Nullable Integer firstInvoice,
        @Nullable Integer lastInvoice,
        @Nullable Integer invoices) {}
