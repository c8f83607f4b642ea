package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.quota.SessionLimits;
import java.time.Duration;

/**
 * What a session settles for each invoice that is sent in it.
 *
 * @param context whom the invoices are sent for
 * @param form the structure that they must have
 * @param limits how large they may be
 * @param processingDelay how long it takes until the verdict on one of them shows
 */
public record SubmissionTerms(
        String sessionReference,
        LoginContext context,
        InvoiceStructure form,
        SessionLimits limits,
        Duration processingDelay) {

    /** What holds for an invoice that is not sent in a session. */
    static SubmissionTerms alone(String sessionReference, LoginContext issuer, InvoiceStructure form) {
        return new SubmissionTerms(sessionReference, issuer, form, SessionLimits.usual(1), Duration.ZERO);
    }
}
