package dev.ksef.domain.permission;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.grant.PermissionOperationAccepted;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Sends grants and revocations, each once, and waits for what becomes of them. */
record PermissionCalls(BoundTransport transport, StatusPolling polling, Time time) {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    /** KSeF lets operations be asked for 30 times in a minute and 120 times in an hour. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    PermissionApi api() {
        return transport.open(PermissionApi.class);
    }

    Deadline deadline(Duration patience) {
        return Deadline.after(patience, time);
    }

    /**
     * Sends a change once.
     *
     * @param look how to find out whether it was made, if KSeF does not answer
     */
    PermissionOperation sent(
            String what, String look, Deadline deadline, Function<PermissionApi, PermissionOperationAccepted> change) {
        try {
            PermissionOperationAccepted accepted = change.apply(transport.open(PermissionApi.class, deadline));
            return new PermissionOperation(this, what, accepted.referenceNumber());
        } catch (KsefException failed) {
            if (!RequestOutcome.isUnknown(failed)) {
                throw failed;
            }
            throw new KsefTransportException(
                    what + " " + RequestOutcome.told(failed)
                            + ", so KSeF may have made the change. Do not send it again" + " before looking: " + look
                            + ", where a change may take a while to show",
                    Delivery.UNKNOWN,
                    failed);
        }
    }

    void await(String what, ReferenceNumber operation, Deadline deadline) {
        PermissionApi api = transport.open(PermissionApi.class, deadline);
        polling.at(FIRST_LOOK, LONGEST_PAUSE)
                .await(
                        what,
                        operation,
                        deadline,
                        () -> done(what, operation, api.operation(operation).status()));
    }

    private static Optional<StatusInfo> done(String what, ReferenceNumber operation, StatusInfo status) {
        if (status.isFailure()) {
            throw OperationFailures.explained(what, status, operation);
        }
        return status.isSuccess() ? Optional.of(status) : Optional.empty();
    }
}
