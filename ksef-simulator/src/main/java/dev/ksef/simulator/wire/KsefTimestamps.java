package dev.ksef.simulator.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as KSeF writes them. */
public final class KsefTimestamps {

    /** KSeF thinks of days in Polish time. */
    public static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final DateTimeFormatter JSON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx", Locale.ROOT);
    private static final DateTimeFormatter UPO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final DateTimeFormatter SHARED_ACCESS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    private KsefTimestamps() {}

    /** Seven fraction digits and the offset of UTC, as the JSON of the API has them. */
    public static String json(Instant instant) {
        return JSON.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Milliseconds and the Polish offset, as the UPO has them. */
    public static String upo(Instant instant) {
        return UPO.format(instant.atZone(WARSAW));
    }

    /** Whole seconds in UTC, as the query of a signed URL has them. */
    public static String sharedAccess(Instant instant) {
        return SHARED_ACCESS.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The Polish calendar day. */
    public static LocalDate polishDay(Instant instant) {
        return LocalDate.ofInstant(instant, WARSAW);
    }
}
