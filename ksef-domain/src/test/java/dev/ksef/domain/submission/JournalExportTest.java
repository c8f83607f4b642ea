package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.journal.JournalRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalExportTest {

    private static final Instant AT = Instant.parse("2026-11-02T09:00:00.012Z");

    private static String exported(JournalRecord... records) throws IOException {
        var out = new ByteArrayOutputStream();
        new JournalExport(out).write(List.of(records));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void records_areOneLineEach_withTheirValuesInTheOrderOfTheirNames() throws IOException {
        var first = new JournalRecord(
                AT, "session-opening", Map.of("type", "Batch", "attempt", "1", "invoices", "0,1", "hash", "a"));
        var second = new JournalRecord(AT.plusSeconds(1), "submission-ended", Map.of());
        assertThat(exported(first, second))
                .isEqualTo("{\"at\":\"2026-11-02T09:00:00.012Z\",\"type\":\"session-opening\",\"values\":"
                        + "{\"attempt\":\"1\",\"hash\":\"a\",\"invoices\":\"0,1\",\"type\":\"Batch\"}}\n"
                        + "{\"at\":\"2026-11-02T09:00:01.012Z\",\"type\":\"submission-ended\",\"values\":{}}\n");
    }

    /** The texts are written as Java's unicode escapes, so that this file shows them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "0022 \\\"",
                "005c \\\\",
                "000a \\u000a",
                "000d \\u000d",
                "0009 \\u0009",
                "0000 \\u0000",
                "001f \\u001f",
                "007f \\u007f",
                "0085 \\u0085",
                "2028 \\u2028",
                "2029 \\u2029",
                "d83e \\ud83e",
                "dd93 \\udd93",
                "002f /",
                "017c ż",
                "1f993 🦓"
            })
    void characters_thatWouldBreakALineOrAText_areEscaped_andNoOthers(String character, String written)
            throws IOException {
        String text = "a" + Character.toString(Integer.parseInt(character, 16)) + "z";
        assertThat(exported(new JournalRecord(AT, "t", Map.of("name", text))))
                .contains("{\"name\":\"a" + written + "z\"}");
        assertThat(exported(new JournalRecord(AT, "t", Map.of(text, "v")))).contains("{\"a" + written + "z\":\"v\"}");
    }

    @Test
    void export_flushesTheStream_andLeavesItOpen() throws IOException {
        var seen = new StringBuilder();
        new JournalExport(new OutputStream() {
                    @Override
                    public void write(int oneByte) {
                        seen.append('w');
                    }

                    @Override
                    public void flush() {
                        seen.append('f');
                    }

                    @Override
                    public void close() {
                        seen.append('c');
                    }
                })
                .write(List.of(new JournalRecord(AT, "t", Map.of())));
        assertThat(seen.toString()).matches("w+f");
    }
}
