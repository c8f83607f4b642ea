package dev.ksef.fa3.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T12:00:00Z",
                "2026-02-28T12:00:00",
                "2026-02-28T12:00:00.1234567890123+02:00",
                "2026-02-28T24:00:00.000-14:00"
            })
    void text_isKept(String text) {
        assertThat(new DateTime(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-28",
                "2026-02-28T12:00",
                "2026-02-29T12:00:00Z",
                "2026-02-28T25:00:00Z",
                "2026-02-28T24:00:01Z",
                "2026-02-28T24:00:00.1Z",
                "2026-02-28T12:00:00+14:01",
                "2026-02-28T12:00:00+19:00",
                " 2026-02-28T12:00:00Z",
                "2026-02-28T12:00:00.Z"
            })
    void malformedText_isRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> new DateTime(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has to be a date and time, such as 2026-02-28T12:00:00Z");
    }

    @Test
    void parts_areThoseOfTheText() {
        var late = new DateTime("2026-02-28T24:00:00+01:00");
        assertThat(late.local()).isEqualTo(LocalDateTime.parse("2026-03-01T00:00:00"));
        assertThat(late.offset()).contains(ZoneOffset.ofHours(1));
        assertThat(late.instant()).contains(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(new DateTime("2026-02-28T12:00:00").instant()).isEmpty();
    }

    @Test
    void times_ofJava_areWrittenWithSeconds() {
        assertThat(DateTime.of(Instant.parse("2026-02-28T12:00:00.5Z"))).hasToString("2026-02-28T12:00:00Z");
        assertThat(DateTime.of(OffsetDateTime.parse("2026-02-28T12:00+02:00")))
                .hasToString("2026-02-28T12:00:00+02:00");
        assertThat(DateTime.of(OffsetDateTime.parse("2026-02-28T12:00:01.5Z"))).hasToString("2026-02-28T12:00:01.500Z");
    }
}
