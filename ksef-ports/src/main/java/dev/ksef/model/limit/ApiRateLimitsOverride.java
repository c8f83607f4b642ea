package dev.ksef.model.limit;

/** Limits to set for a context on TEST, for the groups that can be set. Source: {@code ApiRateLimitsOverride}, API 2.8. */
public record ApiRateLimitsOverride(
        RateLimit onlineSession,
        RateLimit batchSession,
        RateLimit invoiceSend,
        RateLimit invoiceStatus,
        RateLimit sessionList,
        RateLimit sessionInvoiceList,
        RateLimit sessionMisc,
        RateLimit invoiceMetadata,
        RateLimit invoiceExport,
        RateLimit invoiceExportStatus,
        RateLimit invoiceDownload,
        RateLimit collectiveIdentifier,
        RateLimit other) {}
