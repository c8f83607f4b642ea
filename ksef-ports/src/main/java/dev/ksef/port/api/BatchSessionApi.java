package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** Sending invoices in packages. The parts of a package are uploaded by {@link dev.ksef.port.StorageTransfer}. */
public interface BatchSessionApi {

    /**
     * Opens a session for one declared package. Errors: 21157 wrong size of a part, 21161 too many parts or too large, 21470
     * unknown key. A key that KSeF cannot decrypt is reported later, as session status 415.
     */
    @Operation(
            value = "POST /sessions/batch",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.BATCH_SESSION,
            replay = ReplayClass.ONCE,
            success = 201)
    BatchSessionOpened open(OpenBatchSession request);

    /**
     * Closes a session whose parts were all uploaded, so that KSeF processes it. Errors: 21157 wrong size of a part, 21173 no
     * such session, 21180 session not open, 21205 a part is missing, 21208 time for uploads has passed.
     */
    @Operation(
            value = "POST /sessions/batch/{referenceNumber}/close",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.BATCH_SESSION_CLOSE,
            replay = ReplayClass.ONCE,
            success = 204)
    void close(@PathParameter("referenceNumber") ReferenceNumber session);
}
