/**
 * The builder of invoices. {@link dev.ksef.fa3.Invoice} begins one for each kind that people issue; it computes the sums, sets the
 * mandatory marks, and returns an {@link dev.ksef.fa3.InvoiceDraft}: the invoice as a record of {@code dev.ksef.fa3.schema}, and
 * what does not fit together.
 *
 * <p>How it computes:
 *
 * <ul>
 *   <li>All amounts are {@code BigDecimal}. What is rounded, is rounded to whole grosze (or cents), halves away from zero, as
 *       art. 106e ust. 11 of the VAT act has it.
 *   <li>A line is worth quantity times price, less its discount, rounded once.
 *   <li>VAT of net prices is net times rate; VAT of gross prices is gross times rate through 100 plus rate (art. 106e ust. 7),
 *       and net is what is left of gross. {@link dev.ksef.fa3.Rounding} says whether VAT is rounded once for each rate, or in
 *       each line (art. 106e ust. 10).
 *   <li>VAT in złoty ({@code P_14_1W} and so on) is VAT in the invoice's currency times the exchange rate, rounded. Lines of one
 *       rate of VAT with different exchange rates are taken together by exchange rate, and the results added.
 *   <li>{@code P_15} is the sum of all {@code P_13} and {@code P_14} as they stand in the invoice.
 * </ul>
 *
 * <p>A value that the caller gives stands in the invoice as it was given, and is what the next sums are computed from. If it is
 * not what would have been computed, there is a {@link dev.ksef.fa3.DraftFinding}. Nothing is adjusted to make sums fit.
 */
package dev.ksef.fa3;
