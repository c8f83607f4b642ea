package dev.ksef.domain.submission;

import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content keys of a submission's packages, kept in the client's key store until their sessions take no more parts. They
 * only save work: a store that fails, or is missing, costs the upload that was cut off, and never the submission.
 */
final class PackageKeys {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final @Nullable KeptKeys kept;
    private final SubmissionKey submission;
    private final CryptoEngine crypto;
    private final Time time;
    private final Deadline deadline;
    private final KsefListener listener;
    private final Set<Integer> forgotten = new HashSet<>();

    PackageKeys(SubmissionDependencies dependencies, SubmissionKey submission, Deadline deadline) {
        this.kept = dependencies.keptKeys();
        this.submission = submission;
        this.crypto = dependencies.crypto();
        this.time = dependencies.time();
        this.deadline = deadline;
        this.listener = dependencies.listener();
    }

    /**
     * Keeps the key of a package.
     *
     * @return the local id by which it is kept; null if it is not
     */
    @Nullable
    ReferenceNumber keep(int attempt, ContentKey key) {
        if (kept == null) {
            return null;
        }
        ReferenceNumber id = localId(attempt);
        try {
            kept.keep(id, key, soon());
            return id;
        } catch (KsefDeadlineException interrupted) {
            throw interrupted;
        } catch (RuntimeException failed) {
            listener.on(new KsefEvent.KeyNotKept(id));
            return null;
        }
    }

    /** Tells whether the key of a session's package may be there. */
    boolean mayHave(SessionEntry session) {
        DeclaredPackage declared = session.declared();
        return kept != null && declared != null && declared.keptKey() != null;
    }

    /** Returns the key of a package, which the caller closes; empty if it is not kept, or the store fails. */
    Optional<ContentKey> find(DeclaredPackage declared) {
        ReferenceNumber id = declared.keptKey();
        if (kept == null || id == null) {
            return Optional.empty();
        }
        try {
            return kept.find(id, soon());
        } catch (KsefDeadlineException interrupted) {
            throw interrupted;
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
    }

    /** Forgets the keys of the packages whose sessions take no more parts, also those that were kept too late to be known. */
    void forgetUnneeded(SubmissionState state) {
        if (kept == null) {
            return;
        }
        for (SessionEntry session : state.sessions()) {
            DeclaredPackage declared = session.declared();
            if (declared != null && !session.mayTakeParts() && forgotten.add(session.attempt())) {
                ReferenceNumber id = declared.keptKey();
                kept.forget(id == null ? localId(session.attempt()) : id, deadline);
            }
        }
    }

    /** The same attempt has the same id in every process, so that a key that was kept and not used is overwritten. */
    private ReferenceNumber localId(int attempt) {
        String name = String.join(
                "\n",
                submission.environment(),
                submission.context().toString(),
                submission.id().value(),
                String.valueOf(attempt));
        return KeptKeys.localId(crypto.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }

    private Deadline soon() {
        return Deadline.after(LONGEST_WAIT, time).sooner(deadline);
    }
}
