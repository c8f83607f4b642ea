package dev.ksef.domain.submission;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one invoice of a submission.
 *
 * @param index its place among the invoices that the caller gave, from 0
 * @param name the caller's name of it
 * @param hash SHA-256 of its XML; null if it was left out unread
 * @param ksefNumber if it was accepted; of the original, if this very file had been accepted before
 * @param session the session it was last sent in; null if it never was
 * @param referenceNumber its number in that session; null if that is not known
 * @param code of KSeF's status; 0 if there is none
 * @param reason why it was rejected or left out, or what is not known and what to do; empty if it was accepted
 * @param selfInvoicing whether the context is the buyer, and issues it in the seller's name (samofakturowanie)
 */
public record InvoiceResult(
        int index,
        String name,
        State state,
        @Nullable Sha256 hash,
        @Nullable KsefNumber ksefNumber,
        @Nullable ReferenceNumber session,
        @Nullable ReferenceNumber referenceNumber,
        int code,
        String reason,
        boolean selfInvoicing) {

    /** What became of an invoice. */
    public enum State {
        /** KSeF has it: it is legally issued. */
        ACCEPTED,
        /** KSeF refused it for good. */
        REJECTED,
        /** It was not sent, since KSeF would refuse it. */
        LEFT_OUT,
        /** It is not known yet. Submit again under the same name, and it becomes known. */
        UNKNOWN
    }

    public InvoiceResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }

    /** Tells whether nothing will change any more. */
    public boolean isFinal() {
        return state != State.UNKNOWN;
    }
}
