package dev.ksef.domain.permission;

import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.grant.PermissionOperationAccepted;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.function.Function;

/** A grant that is complete and checked, but not sent. */
public final class PreparedGrant {

    private static final String WHAT = "Grant of rights";

    private final PermissionCalls calls;
    private final String look;
    private final Function<PermissionApi, PermissionOperationAccepted> call;

    /** @param look how to find out whether it was made, if KSeF does not answer */
    PreparedGrant(PermissionCalls calls, String look, Function<PermissionApi, PermissionOperationAccepted> call) {
        this.calls = calls;
        this.look = look;
        this.call = call;
    }

    /**
     * Sends the grant once, and does not wait for KSeF to make it.
     *
     * @throws dev.ksef.model.error.KsefForbiddenException if the signed-in credentials lack the right to grant
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses it otherwise: 21405 invalid
     * @throws KsefTransportException if it is unknown whether KSeF received it; the message says where to look
     */
    public PermissionOperation send() {
        return calls.sent(WHAT, look, Deadline.NEVER, call);
    }

    /**
     * Sends the grant once, and waits until KSeF has made it.
     *
     * @return the operation, with the number that KSeF knows it by
     * @throws dev.ksef.model.error.KsefProcessingException as {@link PermissionOperation#await}
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not made in time; it has the number to go on with,
     *     unless the grant was not sent at all
     * @throws dev.ksef.model.error.KsefApiException as {@link #send}
     * @throws KsefTransportException as {@link #send}
     */
    public PermissionOperation await(Duration patience) {
        Deadline deadline = calls.deadline(patience);
        PermissionOperation sent = calls.sent(WHAT, look, deadline, call);
        sent.await(deadline);
        return sent;
    }
}
