package dev.ksef.domain.collective;

/** The codes of errors that the use cases of collective identifiers explain: of {@code POST /collective-identifiers}. */
final class CollectiveErrorCodes {

    /** There is no invoice with one of the numbers. */
    static final int NO_SUCH_INVOICE = 71001;

    /** An invoice is in as many identifiers as it can be. */
    static final int IN_TOO_MANY = 71002;

    /** The invoices have several sellers. */
    static final int SEVERAL_SELLERS = 71004;

    /** An invoice was named twice. */
    static final int NAMED_TWICE = 71005;

    /** Something else in the request is not as KSeF wants it. */
    static final int INVALID = 21405;

    private CollectiveErrorCodes() {}
}
