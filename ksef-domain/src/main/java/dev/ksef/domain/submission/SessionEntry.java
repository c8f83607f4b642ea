package dev.ksef.domain.submission;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session of a submission, as the journal knows it.
 *
 * @param attempt its number within the submission, from 1
 * @param invoices the places of the invoices that it is for; of an online session those that were sent, or may have been
 * @param reference null while its number is not known
 */
record SessionEntry(
        int attempt,
        SessionType type,
        Set<Integer> invoices,
        @Nullable ReferenceNumber reference,
        Phase phase) {

    /** How far it is. Each phase is written before what it names is done, but for what follows an answer. */
    enum Phase {
        OPENING,
        OPENED,
        CLOSING,
        CLOSED,
        LOST,
        ENDED
    }

    SessionEntry {
        invoices = Set.copyOf(invoices);
    }

    /** Tells whether nothing is left to be done with it. */
    boolean isOver() {
        return phase == Phase.LOST || phase == Phase.ENDED;
    }

    SessionEntry in(Phase next) {
        return new SessionEntry(attempt, type, invoices, reference, next);
    }

    SessionEntry opened(ReferenceNumber number) {
        return new SessionEntry(attempt, type, invoices, number, Phase.OPENED);
    }

    SessionEntry with(Set<Integer> sent) {
        return new SessionEntry(attempt, type, sent, reference, phase);
    }
}
