package dev.ksef.domain.permission;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.time.Deadline;
import java.time.Duration;

/** A grant or a revocation that KSeF received. Keep its number: by it KSeF tells for 30 days what became of it. */
public final class PermissionOperation {

    private final PermissionCalls calls;
    private final String what;
    private final ReferenceNumber referenceNumber;

    PermissionOperation(PermissionCalls calls, String what, ReferenceNumber referenceNumber) {
        this.calls = calls;
        this.what = what;
        this.referenceNumber = referenceNumber;
    }

    /** Returns the number by which {@link Permissions#operation} goes on later, also in another process. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /**
     * Requests the status with one call.
     *
     * @throws dev.ksef.model.error.KsefGoneException if it is older than 30 days
     */
    public StatusInfo status() {
        return calls.api().operation(referenceNumber).status();
    }

    /**
     * Waits until KSeF has made the change.
     *
     * @throws KsefProcessingException if KSeF did not make it: 400 failed, 410 identifiers that do not fit together, 420 the
     *     credentials may not do this, 430 the context lacks a role or right, 440 not between these identifiers, 450 not for
     *     this identifier, 500 unknown error, 550 cancelled
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not made in time; KSeF may still make it
     */
    public void await(Duration patience) {
        await(calls.deadline(patience));
    }

    void await(Deadline deadline) {
        calls.await(what, referenceNumber, deadline);
    }

    @Override
    public String toString() {
        return what + " " + referenceNumber;
    }
}
