package dev.ksef.domain.submission;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session of a submission, as the journal knows it.
 *
 * @param attempt its number within the submission, from 1
 * @param invoices the places of the invoices that it is for; of an online session those that were sent, or may have been
 * @param declared the package of a batch session; null for one of single invoices, and where the journal does not tell
 * @param reference null while its number is not known
 */
record SessionEntry(
        int attempt,
        SessionType type,
        Set<Integer> invoices,
        @Nullable DeclaredPackage declared,
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

    /** Tells whether parts of its package may be uploaded yet. */
    boolean mayTakeParts() {
        return type == SessionType.BATCH && (phase == Phase.OPENING || phase == Phase.OPENED);
    }

    /** Tells whether it is a batch session that was opened, and of which parts are missing. */
    boolean lacksParts() {
        return type == SessionType.BATCH && phase == Phase.OPENED && (declared == null || !declared.isUploaded());
    }

    SessionEntry in(Phase next) {
        return new SessionEntry(attempt, type, invoices, declared, reference, next);
    }

    /** @param sealedLinks by which its parts are uploaded; null where they are not known */
    SessionEntry opened(ReferenceNumber number, @Nullable String sealedLinks, Instant at) {
        return new SessionEntry(
                attempt,
                type,
                invoices,
                declared == null ? null : declared.opened(sealedLinks, at),
                number,
                Phase.OPENED);
    }

    SessionEntry uploaded(int part) {
        return new SessionEntry(
                attempt, type, invoices, declared == null ? null : declared.uploaded(part), reference, phase);
    }

    SessionEntry with(Set<Integer> sent) {
        return new SessionEntry(attempt, type, sent, declared, reference, phase);
    }
}
