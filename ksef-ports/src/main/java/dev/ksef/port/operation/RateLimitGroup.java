package dev.ksef.port.operation;

/**
 * The quotas that KSeF counts operations against, from the most to the least urgent. Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity-api.md">limity-api</a> and {@code
 * x-rate-limits} of API 2.8.
 */
public enum RateLimitGroup {
    ONLINE_SESSION_CLOSE(Urgency.WRITING),
    BATCH_SESSION_CLOSE(Urgency.WRITING),
    INVOICE_SEND(Urgency.WRITING),
    ONLINE_SESSION(Urgency.WRITING),
    BATCH_SESSION(Urgency.WRITING),
    COLLECTIVE_IDENTIFIER(Urgency.WRITING),
    /** Public operations and the steps of signing in, counted for each address. */
    PUBLIC(Urgency.WRITING),
    INVOICE_STATUS(Urgency.STATUS),
    SESSION_MISC(Urgency.STATUS),
    INVOICE_EXPORT_STATUS(Urgency.STATUS),
    SESSION_INVOICE_LIST(Urgency.STATUS),
    SESSION_LIST(Urgency.STATUS),
    INVOICE_METADATA(Urgency.QUERY),
    INVOICE_EXPORT(Urgency.QUERY),
    INVOICE_DOWNLOAD(Urgency.QUERY),
    /** Counted for each operation on its own. */
    OTHER(Urgency.QUERY);

    /**
     * The order of calls that wait for the same quota: calls that send and close first, then calls that ask about them, then
     * all other questions.
     */
    public enum Urgency {
        WRITING,
        STATUS,
        QUERY
    }

    private final Urgency urgency;

    RateLimitGroup(Urgency urgency) {
        this.urgency = urgency;
    }

    /** Returns the urgency among calls that wait for the same quota. */
    public Urgency urgency() {
        return urgency;
    }
}
