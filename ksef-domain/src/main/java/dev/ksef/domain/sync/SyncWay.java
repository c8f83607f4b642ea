package dev.ksef.domain.sync;

/** How invoices are fetched. */
public enum SyncWay {
    /** A few by single downloads, many by exports. */
    WHICHEVER_SUITS,
    /** Always by exports: one of 20 an hour for up to 10 000 invoices. */
    EXPORT,
    /** Always by queries and single downloads: 64 invoices an hour, unless KSeF allows more. */
    QUERY
}
