package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.model.StatusInfoBuilder;
import dev.ksef.testkit.model.session.SessionStatusBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionProgressTest {

    private static final ReferenceNumber SESSION = new ReferenceNumber("SO-1");

    private final RecordedEvents events = new RecordedEvents();
    private final SessionProgress progress = new SessionProgress(SESSION, events);

    @Test
    void progress_isToldWhenItChanges_andNotOtherwise() {
        progress.seen(status(3, null, null));
        progress.seen(status(3, 0, 0));
        progress.seen(status(3, 1, 1));
        progress.seen(status(3, 1, 1));
        progress.seen(status(3, 2, 1));
        assertThat(events.all()).containsExactly(progress(0, 0, 3), progress(2, 1, 3), progress(3, 1, 3));
    }

    @Test
    void totalThatIsMissing_isNotMadeUp() {
        progress.seen(status(null, 2, 0));
        assertThat(events.all()).isEmpty();
    }

    @Test
    void totalThatIsSmallerThanItsParts_isTakenAsTheirSum() {
        progress.seen(status(1, 2, 1));
        assertThat(events.all()).containsExactly(progress(3, 1, 3));
    }

    private static Progress progress(long done, long failed, long total) {
        return new Progress("Session", SESSION, done, failed, total);
    }

    private static SessionStatus status(@Nullable Integer all, @Nullable Integer successful, @Nullable Integer failed) {
        return SessionStatusBuilder.builder()
                .status(StatusInfoBuilder.builder().code(170).description("d").build())
                .invoiceCount(all)
                .successfulInvoiceCount(successful)
                .failedInvoiceCount(failed)
                .build();
    }
}
