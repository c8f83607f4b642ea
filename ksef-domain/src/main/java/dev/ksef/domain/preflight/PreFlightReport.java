package dev.ksef.domain.preflight;

import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.finding.InvoiceFinding;
import java.util.List;

/**
 * All that was found in one invoice. A rule that is broken in many places shows its first twenty.
 *
 * @param errors for which KSeF would refuse it, in the order in which they stand there
 * @param warnings that somebody should know of, in the same order
 */
public record PreFlightReport(List<InvoiceFinding> errors, List<InvoiceFinding> warnings) {

    /** Nothing was found. */
    public static final PreFlightReport CLEAR = new PreFlightReport(List.of(), List.of());

    public PreFlightReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Tells whether nothing stands in the way of sending it. */
    public boolean isClear() {
        return errors.isEmpty();
    }

    /**
     * Goes on only if there are no errors.
     *
     * @throws KsefInvalidInvoiceException with all errors, if there are any
     */
    public void requireClear() {
        if (!isClear()) {
            throw new KsefInvalidInvoiceException(errors);
        }
    }
}
