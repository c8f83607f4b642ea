package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** Sending invoices one by one. */
public interface OnlineSessionApi {

    /** Opens a session. Errors: 21470 unknown key. A key that KSeF cannot decrypt is reported later, as session status 415. */
    @Operation(
            value = "POST /sessions/online",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.ONLINE_SESSION,
            replay = ReplayClass.ONCE,
            success = 201)
    OnlineSessionOpened open(OpenOnlineSession request);

    /**
     * Sends an invoice. Errors: 21155 session full, 21166 and 21167 technical correction not possible, 21173 no such session,
     * 21180 session not open, 21184 session unavailable for the time being, 21402 and 21403 wrong size or hash.
     */
    @Operation(
            value = "POST /sessions/online/{referenceNumber}/invoices",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_SEND,
            replay = ReplayClass.ONCE,
            success = 202)
    InvoiceSent send(@PathParameter("referenceNumber") ReferenceNumber session, SendInvoice request);

    /** Closes a session, so that KSeF makes its UPO. Errors: 21173 no such session, 21180 session not open. */
    @Operation(
            value = "POST /sessions/online/{referenceNumber}/close",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.ONLINE_SESSION_CLOSE,
            replay = ReplayClass.ONCE,
            success = 204)
    void close(@PathParameter("referenceNumber") ReferenceNumber session);
}
