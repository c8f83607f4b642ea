package dev.ksef.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as KSeF writes them. */
final class Timestamps {

    /** KSeF thinks of days in Polish time. */
    static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final DateTimeFormatter JSON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx", Locale.ROOT);
    private static final DateTimeFormatter UPO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final DateTimeFormatter SHARED_ACCESS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    private Timestamps() {}

    /** Seven fraction digits and the offset of UTC, as the JSON of the API has them. */
    static String json(Instant instant) {
        return JSON.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Milliseconds and the Polish offset, as the UPO has them. */
    static String upo(Instant instant) {
        return UPO.format(instant.atZone(WARSAW));
    }

    /** Whole seconds in UTC, as the query of a signed URL has them. */
    static String sharedAccess(Instant instant) {
        return SHARED_ACCESS.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The Polish calendar day. */
    static LocalDate polishDay(Instant instant) {
        return LocalDate.ofInstant(instant, WARSAW);
    }
}
