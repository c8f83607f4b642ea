package dev.ksef.port.api;

import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionsPage;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import org.jspecify.annotations.Nullable;

/** The status of sessions and their invoices, and their UPO. */
public interface SessionApi {

    /** Requests one page of the context's sessions, newest first. Errors: 21418 wrong continuation token. */
    @Operation(
            value = "GET /sessions",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_LIST,
            replay = ReplayClass.SAFE,
            success = 200)
    SessionsPage list(
            @QueryParameters SessionFilter filter,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Requests the status of a session. Errors: 21173 no such session. */
    @Operation(
            value = "GET /sessions/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_MISC,
            replay = ReplayClass.SAFE,
            success = 200)
    SessionStatus status(@PathParameter("referenceNumber") ReferenceNumber session);

    /** Requests one page of a session's invoices, 10 to 1000. Errors: 21173 no such session, 21418 wrong continuation token. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/invoices",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_INVOICE_LIST,
            replay = ReplayClass.SAFE,
            success = 200)
    SessionInvoicesPage invoices(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Requests one page of a session's rejected invoices, 10 to 1000. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/invoices/failed",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_INVOICE_LIST,
            replay = ReplayClass.SAFE,
            success = 200)
    SessionInvoicesPage failedInvoices(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Requests the status of an invoice. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_STATUS,
            replay = ReplayClass.SAFE,
            success = 200)
    SessionInvoice invoice(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @PathParameter("invoiceReferenceNumber") ReferenceNumber invoice);

    /** Requests the UPO of an invoice by its reference number in the session. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_MISC,
            replay = ReplayClass.SAFE,
            success = 200)
    HashedDocument invoiceUpo(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @PathParameter("invoiceReferenceNumber") ReferenceNumber invoice);

    /** Requests the UPO of an invoice by its KSeF number. Errors: 21178 no such UPO. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_MISC,
            replay = ReplayClass.SAFE,
            success = 200)
    HashedDocument invoiceUpo(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @PathParameter("ksefNumber") KsefNumber ksefNumber);

    /** Requests a page of the UPO of a session. Errors: 21173 no such session, 21178 no such UPO. */
    @Operation(
            value = "GET /sessions/{referenceNumber}/upo/{upoReferenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.SESSION_MISC,
            replay = ReplayClass.SAFE,
            success = 200)
    HashedDocument upoPage(
            @PathParameter("referenceNumber") ReferenceNumber session,
            @PathParameter("upoReferenceNumber") ReferenceNumber upoPage);
}
