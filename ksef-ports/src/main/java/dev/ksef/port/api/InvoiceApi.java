package dev.ksef.port.api;

import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** Reading invoices that KSeF accepted. */
public interface InvoiceApi {

    /** Requests the XML of an invoice. Errors: 21164 unknown in this context, 21165 accepted but not available yet. */
    @Operation(
            value = "GET /invoices/ksef/{ksefNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_DOWNLOAD,
            replay = ReplayClass.SAFE,
            success = 200)
    HashedDocument invoice(@PathParameter("ksefNumber") KsefNumber ksefNumber);

    /**
     * Requests one page of the metadata of the invoices that a query finds. Errors: 21183 the range begins after the high water
     * mark that it is restricted to; 21405 the range is too long or ends in the future.
     */
    @Operation(
            value = "POST /invoices/query/metadata",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_METADATA,
            replay = ReplayClass.SAFE,
            success = 200)
    InvoiceMetadataPage metadata(InvoiceQuery filters, @QueryParameters PageRequest page);

    /**
     * Starts an export of the invoices that a query finds. Errors: 21181 the kind of subject does not fit the context; 21182 too
     * many exports are under way; 21405 the range is too long; 21470 the key that the content key was wrapped with is not known.
     */
    @Operation(
            value = "POST /invoices/exports",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_EXPORT,
            replay = ReplayClass.ONCE,
            success = 201)
    ExportStarted startExport(StartExport request);

    /** Requests how far an export is. Errors: 21175 there is no such export; HTTP 410 it was long ago. */
    @Operation(
            value = "GET /invoices/exports/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.INVOICE_EXPORT_STATUS,
            replay = ReplayClass.SAFE,
            success = 200)
    ExportStatus exportStatus(@PathParameter("referenceNumber") ReferenceNumber export);
}
