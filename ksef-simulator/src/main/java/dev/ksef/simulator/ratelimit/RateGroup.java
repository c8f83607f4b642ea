package dev.ksef.simulator.ratelimit;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The groups that calls are counted in, with the limits of production. */
public enum RateGroup {
    ONLINE_SESSION("onlineSession", 10, 30, 120),
    ONLINE_SESSION_CLOSE("onlineSessionClose", 20, 60, 240),
    BATCH_SESSION("batchSession", 10, 20, 60),
    BATCH_SESSION_CLOSE("batchSessionClose", 20, 40, 120),
    INVOICE_SEND("invoiceSend", 10, 30, 180),
    INVOICE_STATUS("invoiceStatus", 30, 120, 1200),
    SESSION_LIST("sessionList", 5, 10, 60),
    SESSION_INVOICE_LIST("sessionInvoiceList", 10, 20, 200),
    SESSION_MISC("sessionMisc", 10, 120, 1200),
    INVOICE_METADATA("invoiceMetadata", 8, 16, 20),
    INVOICE_EXPORT("invoiceExport", 8, 16, 20),
    INVOICE_EXPORT_STATUS("invoiceExportStatus", 10, 60, 600),
    INVOICE_DOWNLOAD("invoiceDownload", 8, 16, 64),
    COLLECTIVE_IDENTIFIER("collectiveIdentifier", 20, 120, 240),
    /** Each operation of this group is counted by itself. */
    OTHER("other", 10, 30, 120),
    /** Public operations, counted by address alone. The steps of signing in that need a bearer belong here, too. */
    ANONYMOUS("anonymous", 60, WindowLimits.NONE, WindowLimits.NONE),
    /** All operations of an address together. Production has no such limit. */
    GLOBAL("global", WindowLimits.NONE, WindowLimits.NONE, WindowLimits.NONE);

    private final String text;
    private final WindowLimits production;

    RateGroup(String text, int perSecond, int perMinute, int perHour) {
        this.text = text;
        this.production = new WindowLimits(perSecond, perMinute, perHour);
    }

    /**
     * The group with this name in the API.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RateGroup named(String text) {
        return Arrays.stream(values())
                .filter(group -> group.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such group: " + text + "; there are " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(RateGroup::text).collect(Collectors.joining(", "));
    }

    /** The name in the API. */
    public String text() {
        return text;
    }

    public WindowLimits production() {
        return production;
    }

    /** The limits of production, by group. */
    public static Map<RateGroup, WindowLimits> productionLimits() {
        return Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), RateGroup::production));
    }

    /** Whether a context can have limits of its own for the group. */
    boolean perContext() {
        return this != ANONYMOUS && this != GLOBAL;
    }

    /** Whether the API of the test environment can set limits for the group. */
    public boolean settable() {
        return perContext() && this != ONLINE_SESSION_CLOSE && this != BATCH_SESSION_CLOSE;
    }
}
