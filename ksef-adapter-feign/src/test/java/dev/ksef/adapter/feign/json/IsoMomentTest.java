package dev.ksef.adapter.feign.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read and written by hand is what the JDK's formatters read and write. */
class IsoMomentTest {

    private static final List<String> TEXTS = List.of(
            "2026-11-30T09:15:00.1234567+01:00",
            "2026-11-30T09:15:00.123456789-18:00",
            "2026-11-30T09:15:00Z",
            "2024-02-29T23:59:59.9Z",
            "2026-11-30T09:15:00",
            "0000-01-01T00:00:00.000000001+00:00",
            "2026-11-30T09:15",
            "2026-11-30t09:15:00z",
            "2026-11-30T09:15:00+01:00[Europe/Warsaw]",
            "2026-11-30T09:15:00+01:00:30",
            "+12026-11-30T09:15:00Z",
            "2026-02-30T09:15:00Z",
            "2026-11-30T24:00:00Z",
            "2026-11-30T09:15:60Z",
            "2026-11-30T09:15:00.+01:00",
            "2026-11-30T09:15:00.Z",
            "2026-11-30T09:15:00.1234567890Z",
            "2026-11-30T09:15:00-00:00",
            "2026-11-30T09:15:00+18:01",
            "2026-11-30T09:15:00+05:60",
            "2026-11-30T09:15:00,5Z",
            "2026-11-30",
            "");

    private static final String CHARACTERS = "0123456789-+:.TZtz ,[]/";

    @Test
    void text_ofAnyForm_isReadAsTheJdkReadsIt() {
        var random = new Random(1);
        for (String text : TEXTS) {
            assertThat(ours(text)).as(text).isEqualTo(theirs(text));
            for (int i = 0; i < 3_000; i++) {
                String changed = changed(text, random);
                assertThat(ours(changed)).as(changed).isEqualTo(theirs(changed));
            }
        }
    }

    @Test
    void moment_ofAnyTime_isWrittenAsTheJdkWritesIt() {
        var random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            OffsetDateTime moment = OffsetDateTime.of(
                            random.nextInt(-20, 10_020),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28),
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60),
                            0,
                            ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081)))
                    .withNano(fraction(random));
            assertThat(IsoMoment.text(moment)).isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment));
        }
    }

    private static int fraction(Random random) {
        int unit = (int) Math.pow(10, random.nextInt(10));
        return random.nextInt(1_000_000_000) / unit * unit % 1_000_000_000;
    }

    /** Replaces, drops or adds a character. */
    private static String changed(String text, Random random) {
        var changed = new StringBuilder(text);
        int at = random.nextInt(text.length() + 1);
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(3)) {
            case 0 -> changed.insert(at, other);
            case 1 -> changed.setLength(at);
            default -> changed.replace(at, Math.min(text.length(), at + 1), String.valueOf(other));
        }
        return changed.toString();
    }

    private static @Nullable OffsetDateTime ours(String text) {
        try {
            return IsoMoment.read(text);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable OffsetDateTime theirs(String text) {
        try {
            var moment = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return moment instanceof OffsetDateTime withOffset
                    ? withOffset
                    : ((LocalDateTime) moment).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
