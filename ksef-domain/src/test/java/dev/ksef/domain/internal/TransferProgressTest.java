package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferProgressTest {

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();

    private TransferProgress of(Map<Integer, Long> sizes) {
        return new TransferProgress("Download", new ReferenceNumber("EX-1"), sizes, time, events);
    }

    private Progress.Volume last() {
        var all = events.of(Progress.class);
        return all.get(all.size() - 1).volume();
    }

    @Test
    void bytes_areToldOnceASecond_withRateAndRest() {
        TransferProgress progress = of(Map.of(1, 1000L, 2, 1000L));
        progress.moved(1, 100);
        assertThat(events.all()).isEmpty();
        time.advance(Duration.ofSeconds(2));
        progress.moved(1, 300);
        progress.moved(1, 100);
        assertThat(events.all()).hasSize(1);
        assertThat(last()).isEqualTo(new Progress.Volume(400, 2000, 200, Duration.ofSeconds(8)));
        progress.done(1);
        assertThat(events.of(Progress.class)).last().satisfies(told -> {
            assertThat(told.done()).isEqualTo(1);
            assertThat(told.total()).isEqualTo(2);
            assertThat(told.volume().doneBytes()).isEqualTo(1000);
        });
    }

    @Test
    void partThatBeginsAnew_countsForNothing() {
        TransferProgress progress = of(Map.of(1, 1000L));
        progress.moved(1, 600);
        progress.failed(1);
        time.advance(Duration.ofSeconds(1));
        progress.moved(1, 10);
        assertThat(last().doneBytes()).isEqualTo(10);
    }

    @Test
    void partThatIsLargerThanSaid_neverCountsForMore() {
        TransferProgress progress = of(Map.of(1, 0L, 2, 50L));
        time.advance(Duration.ofSeconds(1));
        progress.moved(1, 8192);
        assertThat(last()).isEqualTo(new Progress.Volume(0, 50, 0, null));
        time.advance(Duration.ofSeconds(1));
        progress.moved(2, 8192);
        assertThat(last()).isEqualTo(new Progress.Volume(50, 50, 25, Duration.ZERO));
    }
}
