package dev.ksef.pdf.words;

import dev.ksef.fa3.field.DateTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes dates and times: those with an offset as it is then in Poland, others as they are. */
public final class Times {

    private static final ZoneId POLAND = ZoneId.of("Europe/Warsaw");

    private static final DateTimeFormatter TO_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Times() {}

    /** Writes a time with all its decimals, of which a {@link DateTime} may have more than Java's times. */
    public static String written(DateTime time) {
        return TO_SECONDS.format(inPoland(time)) + decimals(time.text());
    }

    /** Writes a time with all its decimals. */
    public static String written(OffsetDateTime time) {
        return TO_SECONDS.format(time.atZoneSameInstant(POLAND)) + decimals(time.toString());
    }

    /** Returns the moment; a time without an offset is one in Poland. */
    public static Instant moment(DateTime time) {
        return inPoland(time).atZone(POLAND).toInstant();
    }

    private static LocalDateTime inPoland(DateTime time) {
        return time.instant()
                .map(moment -> LocalDateTime.ofInstant(moment, POLAND))
                .orElseGet(time::local);
    }

    private static String decimals(String time) {
        int point = time.indexOf('.');
        if (point < 0) {
            return "";
        }
        int end = point + 1;
        while (end < time.length() && Character.isDigit(time.charAt(end))) {
            end++;
        }
        return time.substring(point, end);
    }
}
