package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.batch.PackagePart;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadProgressTest {

    private static final int SIZE = 1000;

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();

    @TempDir
    private Path folder;

    private PackagePart first;
    private PackagePart second;
    private UploadProgress progress;

    @BeforeEach
    void begin() throws IOException {
        first = part(1);
        second = part(2);
        progress = new UploadProgress(FakeKsef.reference(1), List.of(first, second), time, events);
    }

    private PackagePart part(int number) throws IOException {
        Path file = Files.write(folder.resolve("part-" + number), new byte[SIZE]);
        return new PackagePart(BatchFilePart.of(number, SIZE, new Faked.Crypto().sha256(new byte[SIZE])), file);
    }

    private List<Progress> told() {
        return events.of(Progress.class);
    }

    private Progress last() {
        return told().get(told().size() - 1);
    }

    @Test
    void progress_isToldOnceASecondAtMost_andAtEachPart() throws IOException {
        try (InputStream content = progress.counting(first).open()) {
            for (int i = 0; i < 9; i++) {
                time.advance(Duration.ofMillis(250));
                content.readNBytes(100);
            }
        }
        assertThat(told()).extracting(one -> one.volume().doneBytes()).containsExactly(400L, 800L);
        progress.done(first);
        assertThat(last().done()).isEqualTo(1);
        assertThat(last().total()).isEqualTo(2);
        assertThat(last().volume().doneBytes()).isEqualTo(SIZE);
        progress.done(second);
        assertThat(last().done()).isEqualTo(2);
        assertThat(last().volume().doneBytes())
                .isEqualTo(last().volume().totalBytes())
                .isEqualTo(2 * SIZE);
    }

    @Test
    void rate_andRest_areThoseOfTheMean() throws IOException {
        time.advance(Duration.ofSeconds(2));
        try (InputStream content = progress.counting(first).open()) {
            content.readNBytes(400);
        }
        assertThat(last().volume().bytesPerSecond()).isEqualTo(200);
        assertThat(last().volume().rest()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void partThatIsDoneInNoTime_hasNoRate() {
        progress.done(first);
        assertThat(last().volume().bytesPerSecond()).isZero();
        assertThat(last().volume().rest()).isNull();
    }

    @Test
    void bytesOfAPartThatFailed_countOnce() throws IOException {
        read(first);
        progress.failed(first);
        time.advance(Duration.ofSeconds(1));
        try (InputStream content = progress.counting(first).open()) {
            assertThat(content.read()).isZero();
        }
        assertThat(last().volume().doneBytes()).as("only of the second attempt").isEqualTo(1);
        progress.failed(first);
        read(first);
        progress.done(first);
        assertThat(last().volume().doneBytes()).isEqualTo(SIZE);
    }

    @Test
    void contentThatIsReadTwiceInOneUpload_neverComesToMoreThanThePart() throws IOException {
        read(first);
        read(first);
        time.advance(Duration.ofSeconds(1));
        read(first);
        assertThat(last().volume().doneBytes()).isEqualTo(SIZE);
        assertThat(told())
                .allSatisfy(one -> assertThat(one.volume().doneBytes())
                        .isLessThanOrEqualTo(one.volume().totalBytes()));
    }

    @Test
    void content_isThatOfThePart() throws IOException {
        assertThat(progress.counting(first).sizeBytes()).isEqualTo(SIZE);
        try (InputStream content = progress.counting(first).open()) {
            assertThat(content.readAllBytes()).isEqualTo(new byte[SIZE]);
            assertThat(content.read()).isEqualTo(-1);
        }
    }

    private void read(PackagePart part) throws IOException {
        try (InputStream content = progress.counting(part).open()) {
            content.readAllBytes();
        }
    }
}
