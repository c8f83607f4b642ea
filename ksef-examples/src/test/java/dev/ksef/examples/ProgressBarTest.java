package dev.ksef.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.event.KsefEvent.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SB-0123456789-ABCDEF0123-45");

    private static Progress upload(long done, long total, long rate, Duration rest) {
        return new Progress("Upload", SESSION, 1, 0, 4, new Progress.Volume(done, total, rate, rest));
    }

    private static Progress session(long done, long failed, long total) {
        return new Progress("Session", SESSION, done, failed, total);
    }

    @Test
    void upload_showsBytesRateAndRest() {
        assertThat(ProgressBar.bar(upload(45_000_000, 180_000_000, 9_000_000, Duration.ofSeconds(15)), 79))
                .isEqualTo("Upload [#####.................]  25 %, 45.0 MB of 180.0 MB, 9.0 MB/s, 15 s left");
        assertThat(ProgressBar.line(upload(45_000_000, 180_000_000, 9_000_000, Duration.ofSeconds(15))))
                .isEqualTo("Upload  25 %, 45.0 MB of 180.0 MB, 9.0 MB/s, 15 s left");
    }

    @Test
    void rateAndRest_areLeftOut_whileTheyAreNotKnown() {
        assertThat(ProgressBar.line(upload(0, 999, 0, null))).isEqualTo("Upload   0 %, 0 B of 999 B");
        assertThat(ProgressBar.line(upload(999, 999, 1_000, Duration.ZERO)))
                .isEqualTo("Upload 100 %, 999 B of 999 B, 1.0 kB/s");
    }

    @ParameterizedTest
    @CsvSource({"59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h 0 min", "90061, 25 h 1 min"})
    void rest_isShownInItsUnit(long seconds, String shown) {
        assertThat(ProgressBar.line(upload(1, 2, 1, Duration.ofSeconds(seconds))))
                .endsWith(", " + shown + " left");
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B", "1000, 1.0 kB", "1000000, 1.0 MB", "5000000000, 5.0 GB", "5000000000000, 5000.0 GB"})
    void bytes_areShownInTheirUnit(long bytes, String shown) {
        assertThat(ProgressBar.line(upload(0, bytes, 0, null))).endsWith("0 B of " + shown);
    }

    @Test
    void zeroBytes_countByParts() {
        assertThat(ProgressBar.line(upload(0, 0, 0, null))).isEqualTo("Upload  25 %, 0 B of 0 B");
    }

    @Test
    void moreThanAll_isAll() {
        assertThat(ProgressBar.bar(upload(30, 20, 0, null), 50))
                .isEqualTo("Upload [#####################] 100 %, 30 B of 20 B");
    }

    @Test
    void failed_areTold_andNoTotalIsSaidToBeUncounted() {
        assertThat(ProgressBar.line(session(90, 2, 200))).isEqualTo("Session  45 %, 90 of 200, 2 failed");
        assertThat(ProgressBar.line(session(0, 0, 0))).isEqualTo("Session not counted yet");
    }

    @Test
    void preparing_isShownBeforeThereIsASession() {
        assertThat(ProgressBar.bar(new Progress("Checking", null, 7, 0, 28), 50))
                .isEqualTo("Checking [######..................]  25 %, 7 of 28");
        assertThat(ProgressBar.line(new Progress("Package", null, 1, 0, 2, new Progress.Volume(5, 10, 5, null))))
                .isEqualTo("Package  50 %, 5 B of 10 B, 5 B/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 40, 79, 200})
    void bar_fillsTheLine(int width) {
        String bar = ProgressBar.bar(session(100, 0, 200), width);
        assertThat(bar).hasSize(width);
        assertThat(bar.chars().filter(c -> c == '#').count())
                .as("half of it")
                .isEqualTo(bar.chars().filter(c -> "#.".indexOf(c) >= 0).count() / 2);
    }

    @Test
    void lineWithoutRoom_hasNoBar_andIsCutAtTheEnd() {
        assertThat(ProgressBar.bar(session(100, 0, 200), 37)).isEqualTo("Session  50 %, 100 of 200");
        assertThat(ProgressBar.bar(session(100, 0, 200), 10)).isEqualTo("Session  5");
        assertThat(ProgressBar.bar(session(100, 0, 200), 0)).isEmpty();
    }

    @Test
    void bar_isDrawnOverItself_andWordsStandBelow() {
        var bytes = new ByteArrayOutputStream();
        var display = new ProgressDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        display.onProgress(upload(10, 20, 0, null));
        display.onProgress(upload(20, 20, 0, null));
        display.onProgress(session(1, 0, 2));
        display.print("Done");
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).as("one for uploads, one for the session, one below").hasSize(3);
        assertThat(lines[0].split("\r"))
                .hasSize(3)
                .allSatisfy(drawn -> assertThat(drawn.length()).isIn(0, 79));
    }
}
