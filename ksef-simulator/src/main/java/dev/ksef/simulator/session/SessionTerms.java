package dev.ksef.simulator.session;

import dev.ksef.simulator.auth.SignInProof;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.invoice.SubmissionTerms;
import dev.ksef.simulator.quota.SessionLimits;
import dev.ksef.simulator.right.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is settled when a session is opened.
 *
 * @param position the place in the order of all sessions
 * @param proof what the client signed in with
 * @param author all identifiers of the one who signed in
 */
public record SessionTerms(
        long position,
        String referenceNumber,
        LoginContext context,
        SignInProof proof,
        List<SubjectId> author,
        InvoiceStructure form,
        Instant openedAt,
        Duration processingDelay) {

    private static final Duration LIFE = Duration.ofHours(12);

    /** What holds for each invoice of the session under the limits of now. */
    SubmissionTerms ofInvoices(SessionLimits limits) {
        return new SubmissionTerms(referenceNumber, context, form, limits, processingDelay);
    }

    public Instant validUntil() {
        return openedAt.plus(LIFE);
    }
}
