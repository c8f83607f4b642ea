package dev.ksef.port.api;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.CollectiveIdentifiersPage;
import dev.ksef.model.collective.GenerateCollectiveIdentifier;
import dev.ksef.model.collective.GeneratedCollectiveIdentifier;
import dev.ksef.model.collective.IdentifiedInvoicesPage;
import dev.ksef.model.collective.IdentifiedInvoicesQuery;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import org.jspecify.annotations.Nullable;

/**
 * Collective identifiers: numbers that stand for several invoices of one seller in a payment. They need one of the rights
 * InvoiceRead, InvoiceWrite and CollectiveIdentifierManage.
 */
public interface CollectiveIdentifierApi {

    /**
     * Generates an identifier. Errors: 71001 no such invoice, 71002 invoice in too many identifiers, 71004 invoices of several
     * sellers, 71005 an invoice twice.
     */
    @Operation(
            value = "POST /collective-identifiers",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.COLLECTIVE_IDENTIFIER,
            replay = ReplayClass.ONCE,
            success = 201,
            since = "2.7.0")
    GeneratedCollectiveIdentifier generate(GenerateCollectiveIdentifier request);

    /**
     * Requests one page of the identifiers that this context generated, and of those of its invoices, newest first; pages of 10
     * to 200. Errors: 21418 wrong continuation token.
     */
    @Operation(
            value = "POST /collective-identifiers/query",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.COLLECTIVE_IDENTIFIER,
            replay = ReplayClass.SAFE,
            success = 200,
            since = "2.7.0")
    CollectiveIdentifiersPage query(
            CollectiveIdentifierQuery query,
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Requests one page of the invoices of identifiers; pages of 10 to 500. Errors: 21418 wrong continuation token. */
    @Operation(
            value = "POST /collective-identifiers/invoices",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.COLLECTIVE_IDENTIFIER,
            replay = ReplayClass.SAFE,
            success = 200,
            since = "2.7.1")
    IdentifiedInvoicesPage invoices(
            IdentifiedInvoicesQuery query,
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /**
     * Requests one page of the identifiers of an invoice, newest first; pages of 10 to 200. Errors: 21418 wrong continuation
     * token.
     */
    @Operation(
            value = "GET /collective-identifiers/ksef/{ksefNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.COLLECTIVE_IDENTIFIER,
            replay = ReplayClass.SAFE,
            success = 200,
            since = "2.7.0")
    CollectiveIdentifiersPage ofInvoice(
            @PathParameter("ksefNumber") KsefNumber ksefNumber,
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);
}
