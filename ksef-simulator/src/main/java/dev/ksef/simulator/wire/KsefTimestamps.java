package dev.ksef.simulator.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments as KSeF writes them. */
public final class KsefTimestamps {

    /** The time zone of KSeF's days. */
    public static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final DateTimeFormatter JSON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx", Locale.ROOT);
    private static final DateTimeFormatter UPO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final DateTimeFormatter SHARED_ACCESS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    /** KSeF writes moments in steps of this many nanoseconds. */
    private static final int TICK_NANOS = 100;

    private KsefTimestamps() {}

    /** A moment as exactly as KSeF writes it. None finer are kept. */
    public static Instant inTicks(Instant moment) {
        return moment.minusNanos(moment.getNano() % TICK_NANOS);
    }

    /** The form in the JSON of the API: seven fraction digits, in UTC. */
    public static String json(Instant instant) {
        return JSON.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The form in a UPO: milliseconds and the Polish offset. */
    public static String upo(Instant instant) {
        return UPO.format(instant.atZone(WARSAW));
    }

    /** The form in the query of a signed link: whole seconds in UTC. */
    public static String sharedAccess(Instant instant) {
        return SHARED_ACCESS.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The day in Poland. */
    public static LocalDate polishDay(Instant instant) {
        return LocalDate.ofInstant(instant, WARSAW);
    }
}
