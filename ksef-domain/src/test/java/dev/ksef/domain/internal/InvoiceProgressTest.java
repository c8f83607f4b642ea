package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceProgressTest {

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();

    private InvoiceProgress progress(long total, long totalBytes) {
        return new InvoiceProgress("Package", total, totalBytes, time, events);
    }

    private List<Progress> told() {
        return events.of(Progress.class);
    }

    @Test
    void manyInvoicesInASecond_areToldOnce_withBytesRateAndRest() {
        InvoiceProgress progress = progress(1000, 100_000);
        for (int i = 0; i < 300; i++) {
            progress.done(100);
        }
        assertThat(told()).as("no second has passed").isEmpty();
        time.advance(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            progress.done(100);
        }
        assertThat(told())
                .containsExactly(new Progress(
                        "Package",
                        null,
                        301,
                        0,
                        1000,
                        new Progress.Volume(30_100, 100_000, 15_050, Duration.ofSeconds(4))));
    }

    @Test
    void end_isTold_alsoOfWhatWasNotCounted() {
        InvoiceProgress progress = progress(10, 1000);
        progress.done(100);
        progress.end();
        assertThat(told())
                .containsExactly(new Progress("Package", null, 10, 0, 10, new Progress.Volume(1000, 1000, 0, null)));
    }

    @Test
    void unknownTotal_isWhatIsDone_andBytesAreNotTold() {
        InvoiceProgress progress = progress(0, 0);
        time.advance(Duration.ofSeconds(1));
        progress.done(100);
        progress.done(100);
        progress.end();
        assertThat(told())
                .containsExactly(new Progress("Package", null, 1, 0, 1), new Progress("Package", null, 2, 0, 2));
    }

    @Test
    void clockThatIsSetBack_keepsNothingFromBeingTold() {
        InvoiceProgress progress = progress(3, 300);
        time.advance(Duration.ofHours(-1));
        progress.done(100);
        progress.done(100);
        assertThat(told())
                .singleElement()
                .satisfies(one -> assertThat(one.volume()).isEqualTo(new Progress.Volume(100, 300, 0, null)));
    }

    @Test
    void size_isKnownOfCollectionsOnly() {
        List<String> two = List.of("a", "b");
        assertThat(InvoiceProgress.size(two)).isEqualTo(2);
        Iterable<String> unsized = two::iterator;
        assertThat(InvoiceProgress.size(unsized)).isZero();
    }
}
