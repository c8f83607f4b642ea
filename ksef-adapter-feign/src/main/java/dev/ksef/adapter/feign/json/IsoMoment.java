package dev.ksef.adapter.feign.json;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Dates with times in ISO 8601, as the JDK's formatters read and write them. Those take 3 kB for each, more than all the rest of a
 * small answer: the usual form, {@code 2026-11-30T09:15:00.1234567+01:00}, is read and written here, every other one by them.
 */
final class IsoMoment {

    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int FORM_LENGTH = FORM.length();
    private static final int OFFSET_LENGTH = 6;
    private static final int MOST_DIGITS = 9;
    private static final int LAST_YEAR = 9999;

    private IsoMoment() {}

    /**
     * Returns the moment that a text says, in UTC if it says no offset.
     *
     * @throws DateTimeException if it says none
     */
    static OffsetDateTime read(String text) {
        if (!hasForm(text)) {
            return readAny(text);
        }
        int end = endOfFraction(text);
        if (!isOffset(text, end) || end == FORM_LENGTH + 1 || end > FORM_LENGTH + 1 + MOST_DIGITS) {
            return readAny(text);
        }
        return OffsetDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos(text, end),
                offset(text, end));
    }

    private static OffsetDateTime readAny(String text) {
        TemporalAccessor moment =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return moment instanceof OffsetDateTime withOffset
                ? withOffset
                : ((LocalDateTime) moment).atOffset(ZoneOffset.UTC);
    }

    /** Tells whether it begins with a date, and a time to the second. */
    private static boolean hasForm(String text) {
        if (text.length() < FORM_LENGTH) {
            return false;
        }
        for (int i = 0; i < FORM_LENGTH; i++) {
            boolean fits = FORM.charAt(i) == 'd' ? isDigit(text.charAt(i)) : text.charAt(i) == FORM.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int endOfFraction(String text) {
        int end = FORM_LENGTH;
        if (end < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    /** Nothing, {@code Z}, or hours and minutes. */
    private static boolean isOffset(String text, int at) {
        int length = text.length() - at;
        if (length == 0 || length == 1 && text.charAt(at) == 'Z') {
            return true;
        }
        return length == OFFSET_LENGTH
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && text.charAt(at + 3) == ':'
                && isDigit(text.charAt(at + 4))
                && isDigit(text.charAt(at + 5));
    }

    private static ZoneOffset offset(String text, int at) {
        if (text.length() - at < OFFSET_LENGTH) {
            return ZoneOffset.UTC;
        }
        int sign = text.charAt(at) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(text, at + 1, at + 3), sign * number(text, at + 4, at + 6));
    }

    private static int nanos(String text, int end) {
        if (end == FORM_LENGTH) {
            return 0;
        }
        int nanos = number(text, FORM_LENGTH + 1, end);
        for (int digits = end - FORM_LENGTH - 1; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /** Returns the text of a moment, with its seconds even where they are zero. */
    static String text(OffsetDateTime moment) {
        if (moment.getYear() < 0 || moment.getYear() > LAST_YEAR) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
        }
        var text = new StringBuilder(FORM_LENGTH + 1 + MOST_DIGITS + OFFSET_LENGTH);
        append(text, moment.getYear(), 4, '-');
        append(text, moment.getMonthValue(), 2, '-');
        append(text, moment.getDayOfMonth(), 2, 'T');
        append(text, moment.getHour(), 2, ':');
        append(text, moment.getMinute(), 2, ':');
        append(text, moment.getSecond(), 2, '.');
        append(text, moment.getNano(), MOST_DIGITS, '0');
        int end = text.length();
        while (text.charAt(end - 1) == '0' && end > FORM_LENGTH) {
            end--;
        }
        text.setLength(text.charAt(end - 1) == '.' ? FORM_LENGTH : end);
        return text.append(moment.getOffset().getId()).toString();
    }

    private static void append(StringBuilder text, int number, int digits, char end) {
        int weight = 1;
        for (int i = 1; i < digits; i++) {
            weight *= 10;
        }
        for (; weight > 0; weight /= 10) {
            text.append((char) ('0' + number / weight % 10));
        }
        text.append(end);
    }
}
