package dev.ksef.domain.submission;

/** The words of the journal: types of records, and names of their values. They are read by later versions, so they stay. */
final class JournalWords {

    static final String BEGUN = "submission-begun";
    static final String PLANNED = "invoice-planned";
    static final String SESSION_OPENING = "session-opening";
    static final String SESSION_OPENED = "session-opened";
    static final String PART_UPLOADED = "part-uploaded";
    static final String SENDING = "invoice-sending";
    static final String SENT = "invoice-sent";
    static final String SESSION_CLOSING = "session-closing";
    static final String SESSION_CLOSED = "session-closed";
    static final String SESSION_LOST = "session-lost";
    static final String SESSION_ENDED = "session-ended";
    static final String RESULT = "invoice-result";
    static final String STORED = "invoice-stored";
    static final String ENDED = "submission-ended";

    static final String COUNT = "count";
    static final String INDEX = "index";
    static final String NAME = "name";
    static final String ENTRY = "entry";
    static final String HASH = "hash";
    static final String SIZE = "size";
    static final String FORM = "form";
    static final String SELLER = "seller";
    static final String NUMBER = "number";
    static final String ISSUED = "issued";
    static final String ATTACHMENT = "attachment";
    static final String CORRECTS = "corrects";
    static final String SELF_INVOICING = "self-invoicing";
    static final String OFFLINE = "offline";
    static final String TYPE = "type";
    static final String ATTEMPT = "attempt";
    static final String INVOICES = "invoices";
    static final String SESSION = "session";
    static final String REFERENCE = "reference";
    static final String PART = "part";
    static final String PARTS = "parts";
    static final String PART_SIZE = "part-size";
    static final String ARCHIVE_SIZE = "archive-size";
    static final String ARCHIVE_HASH = "archive-hash";
    static final String COMPRESSION = "compression";
    static final String KEPT_KEY = "kept-key";
    static final String SEALED_LINKS = "sealed-links";
    static final String STATE = "state";
    static final String KSEF_NUMBER = "ksef-number";
    static final String CODE = "code";
    static final String REASON = "reason";

    private JournalWords() {}
}
