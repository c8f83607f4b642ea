package dev.ksef.port;

/** The quotas of KSeF that operations count against. Source: limity-api.md and {@code x-rate-limits} of API 2.7.0. */
public enum RateLimitGroup {
    ONLINE_SESSION,
    BATCH_SESSION,
    INVOICE_SEND,
    INVOICE_STATUS,
    SESSION_LIST,
    SESSION_INVOICE_LIST,
    SESSION_MISC,
    INVOICE_METADATA,
    INVOICE_EXPORT,
    INVOICE_EXPORT_STATUS,
    INVOICE_DOWNLOAD,
    COLLECTIVE_IDENTIFIER,
    /** Counted for each operation on its own. */
    OTHER,
    /** Public operations, counted for each address. */
    PUBLIC
}
