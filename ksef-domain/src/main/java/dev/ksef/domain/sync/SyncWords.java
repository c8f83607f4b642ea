package dev.ksef.domain.sync;

/** The words of the state: types of records, and names of their values. They are read by later versions, so they stay. */
final class SyncWords {

    /** Up to where all was handed out. */
    static final String MARK = "mark-moved";

    /** An export that was started for what lies behind the mark. */
    static final String EXPORT = "export-started";

    /** The export is of no use any more. */
    static final String EXPORT_OVER = "export-over";

    /** Invoices that are about to be handed out. */
    static final String OFFERED = "invoices-offered";

    /** Invoices that were taken, each with the date of its permanent storage. */
    static final String TAKEN = "invoices-taken";

    /** A run that ended. */
    static final String RUN = "run-ended";

    /** An audit that ended. */
    static final String AUDITED = "audit-ended";

    static final String AT = "at";

    /** With a mark: what was stored permanently before is not remembered any more. */
    static final String FROM = "remembered-from";

    static final String REFERENCE = "reference";
    static final String TO = "to";
    static final String NUMBERS = "numbers";
    static final String COUNT = "count";

    private SyncWords() {}
}
