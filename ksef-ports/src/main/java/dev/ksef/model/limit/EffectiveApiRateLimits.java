package dev.ksef.model.limit;

import org.jspecify.annotations.Nullable;

/**
 * The rate limits of a context for each group of operations. A group that KSeF did not send is null. Source: {@code
 * EffectiveApiRateLimits} of API 2.8.
 *
 * @param onlineSession opening interactive sessions; before API 2.8 closing them, too
 * @param onlineSessionClose closing interactive sessions; from API 2.8
 * @param batchSession opening batch sessions; before API 2.8 closing them, too
 * @param batchSessionClose closing batch sessions; from API 2.8
 * @param other operations without a group of their own, each counted separately
 * @param anonymous public operations, for each address; from API 2.8
 * @param global all operations together, for each address; from API 2.8
 */
public record EffectiveApiRateLimits(
        @Nullable RateLimit onlineSession,
        @Nullable RateLimit onlineSessionClose,
        @Nullable RateLimit batchSession,
        @Nullable RateLimit batchSessionClose,
        @Nullable RateLimit invoiceSend,
        @Nullable RateLimit invoiceStatus,
        @Nullable RateLimit sessionList,
        @Nullable RateLimit sessionInvoiceList,
        @Nullable RateLimit sessionMisc,
        @Nullable RateLimit invoiceMetadata,
        @Nullable RateLimit invoiceExport,
        @Nullable RateLimit invoiceExportStatus,
        @Nullable RateLimit invoiceDownload,
        @Nullable RateLimit collectiveIdentifier,
        @Nullable RateLimit other,
        @Nullable RateLimit anonymous,
        @Nullable RateLimit global) {}
