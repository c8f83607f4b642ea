package dev.ksef.domain.sync;

import dev.ksef.model.invoice.SubjectType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run did for one part that the taxpayer has on invoices.
 *
 * @param handedOut how many invoices the consumer took, with those that an audit found
 * @param repeats how many of them may have been handed out before
 * @param markOrNull up to where all was handed out by now, by this run and earlier ones; null if nothing was
 * @param isAvailable whether KSeF lets this taxpayer have this part on invoices at all
 * @param auditOrNull what an audit found; null if there was none
 * @param failureOrNull why it ended early; null if all went well
 */
public record ChainReport(
        SubjectType subjectType,
        long handedOut,
        long repeats,
        @Nullable Instant markOrNull,
        boolean isAvailable,
        @Nullable AuditReport auditOrNull,
        @Nullable RuntimeException failureOrNull) {

    /** Returns up to where all was handed out, by this run and earlier ones. */
    public Optional<Instant> mark() {
        return Optional.ofNullable(markOrNull);
    }

    /** Returns what an audit found; empty if there was none. */
    public Optional<AuditReport> audit() {
        return Optional.ofNullable(auditOrNull);
    }

    /** Returns why it ended early; empty if all went well. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failureOrNull);
    }

    ChainReport withoutFailure() {
        return new ChainReport(subjectType, handedOut, repeats, markOrNull, isAvailable, auditOrNull, null);
    }

    ChainReport and(ChainReport later) {
        return new ChainReport(
                subjectType,
                handedOut + later.handedOut,
                repeats + later.repeats,
                later.markOrNull == null ? markOrNull : later.markOrNull,
                later.isAvailable,
                later.auditOrNull == null ? auditOrNull : later.auditOrNull,
                later.failureOrNull);
    }

    /** In one line, without the numbers of invoices. */
    @Override
    public String toString() {
        return "ChainReport[" + subjectType + ": " + handedOut + " handed out, " + repeats + " repeats, "
                + (markOrNull == null ? "no mark" : "all up to " + markOrNull)
                + (isAvailable ? "" : ", not available to this taxpayer")
                + (auditOrNull == null ? "" : ", " + auditOrNull)
                + (failureOrNull == null ? "]" : ", ended early: " + failureOrNull + "]");
    }
}
