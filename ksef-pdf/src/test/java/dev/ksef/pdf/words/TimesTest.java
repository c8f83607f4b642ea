package dev.ksef.pdf.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.field.DateTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:30:00Z, 2026-02-01 00:30:00",
        "2026-07-01T12:00:00Z, 2026-07-01 14:00:00",
        "2026-07-01T12:00:00+02:00, 2026-07-01 12:00:00",
        "2026-07-01T12:00:00-14:00, 2026-07-02 04:00:00",
        "2026-07-01T12:00:00, 2026-07-01 12:00:00",
        "2026-07-01T24:00:00, 2026-07-02 00:00:00",
        "2026-07-01T12:00:00.5, 2026-07-01 12:00:00.5",
        "2026-07-01T12:00:00.120Z, 2026-07-01 14:00:00.120",
        "2026-07-01T12:00:00.123456789012+02:00, 2026-07-01 12:00:00.123456789012"
    })
    void time_isThatInPoland_withAllItsDecimals(String text, String written) {
        assertThat(Times.written(new DateTime(text))).isEqualTo(written);
    }

    @Test
    void momentOfATimeWithoutAnOffset_isInPoland() {
        assertThat(Times.moment(new DateTime("2026-07-01T12:00:00"))).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(Times.moment(new DateTime("2026-07-01T12:00:00Z"))).isEqualTo(Instant.parse("2026-07-01T12:00:00Z"));
    }

    @Test
    void timeOfAUpo_isThatInPoland() {
        assertThat(Times.written(OffsetDateTime.parse("2025-09-16T09:02:41.084Z")))
                .isEqualTo("2025-09-16 11:02:41.084");
        assertThat(Times.written(OffsetDateTime.parse("2025-09-16T11:02+02:00")))
                .isEqualTo("2025-09-16 11:02:00");
    }
}
