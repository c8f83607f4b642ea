package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatusPollingTest {

    private static final ReferenceNumber REFERENCE = new ReferenceNumber("20261102-EE-1111111111-2222222222-33");

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final StatusPolling polling = new StatusPolling(time, events);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void await_whatComesLater_looksAtGrowingIntervals() {
        String found = polling.await(
                "Thing",
                REFERENCE,
                in(60),
                () -> looks.incrementAndGet() == 8 ? Optional.of("there") : Optional.empty());
        assertThat(found).isEqualTo("there");
        assertThat(events.of(KsefEvent.Waiting.class))
                .extracting(KsefEvent.Waiting::delay)
                .hasSize(7)
                .isSortedAccordingTo(Comparator.naturalOrder())
                .doesNotHaveDuplicates()
                .startsWith(Duration.ofMillis(200));
    }

    @Test
    void await_whatNeverComes_endsAtTheDeadlineWithTheReference() {
        var late = catchThrowableOfType(
                KsefDeadlineException.class, () -> polling.await("Thing", REFERENCE, in(10), Optional::empty));
        assertThat(late.referenceNumber()).contains(REFERENCE);
        assertThat(time.slept()).as("not a moment longer").isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void await_withoutAnyTime_looksOnceAllTheSame() {
        assertThat(polling.<String>await("Thing", REFERENCE, in(0), () -> Optional.of("there")))
                .isEqualTo("there");
    }

    @Test
    void await_aLookWithoutAnswer_looksAgain() {
        String found = polling.await("Thing", REFERENCE, in(10), () -> {
            if (looks.incrementAndGet() == 1) {
                throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
            }
            return Optional.of("there");
        });
        assertThat(found).isEqualTo("there");
    }

    @Test
    void await_theErrorPageOfAGateway_looksAgain_butNotAfterKsefsOwnError() {
        assertThat(polling.await("Thing", REFERENCE, in(10), () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw Faked.error(503, 0);
                    }
                    return Optional.of("there");
                }))
                .isEqualTo("there");
        assertThatThrownBy(() -> polling.await("Thing", REFERENCE, in(10), () -> {
                    throw Faked.error(400, 21173);
                }))
                .isInstanceOf(KsefApiException.class);
    }

    @Test
    void await_whoseLookRanOutOfTime_namesTheReference() {
        var late = catchThrowableOfType(
                KsefDeadlineException.class,
                () -> polling.await("Thing", REFERENCE, in(10), () -> {
                    throw new KsefDeadlineException("of the call", null);
                }));
        assertThat(late.referenceNumber()).contains(REFERENCE);
    }

    @Test
    void await_neverAnswered_endsWithTheReason() {
        var cut = new KsefTransportException("cut", Delivery.UNKNOWN, null);
        assertThatThrownBy(() -> polling.await("Thing", REFERENCE, in(10), () -> {
                    throw cut;
                }))
                .isInstanceOf(KsefDeadlineException.class)
                .hasCause(cut);
    }

    @Test
    void awaitReady_anActWithoutAnswer_isNotRepeated() {
        assertThatThrownBy(() -> polling.awaitReady("Thing", REFERENCE, in(10), () -> {
                    looks.incrementAndGet();
                    throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
                }))
                .isInstanceOf(KsefTransportException.class);
        assertThat(looks).hasValue(1);
    }

    @Test
    void await_whenInterrupted_stopsAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        var stopped = catchThrowableOfType(
                KsefDeadlineException.class, () -> polling.await("Thing", REFERENCE, in(10), Optional::empty));
        assertThat(Thread.interrupted()).as("flag, cleared here").isTrue();
        assertThat(stopped.referenceNumber()).contains(REFERENCE);
    }

    private Deadline in(int seconds) {
        return Deadline.after(Duration.ofSeconds(seconds), time);
    }
}
