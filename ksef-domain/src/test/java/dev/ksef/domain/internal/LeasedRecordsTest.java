package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeasedRecordsTest {

    private static final List<JournalRecord> RECORDS = List.of(new JournalRecord(Instant.EPOCH, "a", Map.of()));

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile Runnable onAppend = () -> {};

    private final JournalLease lease = new JournalLease() {
        @Override
        public List<JournalRecord> records() {
            return RECORDS;
        }

        @Override
        public void append(List<JournalRecord> records) {
            onAppend.run();
            done.add("append");
        }

        @Override
        public void replace(List<JournalRecord> records) {
            done.add("replace");
        }

        @Override
        public void close() {
            done.add("close");
        }
    };

    @AfterEach
    void letGo() {
        hanging.countDown();
    }

    private static Deadline in(Duration duration) {
        return Deadline.after(duration, Time.system());
    }

    private LeasedRecords records(Deadline deadline) {
        return new LeasedRecords(lease, "the state", Time.system(), deadline);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void leaseThatComesTooLate_isGivenBack() throws Exception {
        var closed = new CompletableFuture<Boolean>();
        assertThatThrownBy(() -> LeasedRecords.taken(
                        () -> {
                            await(hanging);
                            return new Given(closed);
                        },
                        "the state",
                        Time.system(),
                        in(Duration.ofMillis(50))))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("the state");
        hanging.countDown();
        assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void writing_isDoneBeforeTheLeaseIsGivenBack_alsoIfTheThreadIsInterrupted() {
        onAppend = LeasedRecordsTest::pause;
        LeasedRecords records = records(in(Duration.ofMinutes(1)));
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> {
            try (records) {
                records.append(RECORDS);
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("was written");
        assertThat(done).containsExactly("append", "close");
    }

    @Test
    void storageThatHangs_doesNotHoldAnInterruptedThreadForLong() {
        onAppend = () -> await(hanging);
        LeasedRecords records = records(in(Duration.ofMinutes(10)));
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> records.append(RECORDS));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("the state");
    }

    @Test
    void whatWasDone_isWrittenAlsoAfterTheDeadline() {
        onAppend = LeasedRecordsTest::pause;
        try (LeasedRecords records = records(in(Duration.ZERO))) {
            records.append(RECORDS);
            records.replace(RECORDS);
        }
        assertThat(done).containsExactly("append", "replace", "close");
    }

    @Test
    void whatTheStorageThrows_isThrown() {
        var broken = new KsefStorageException("broken", null);
        onAppend = () -> {
            throw broken;
        };
        assertThatThrownBy(() -> records(Deadline.NEVER).append(RECORDS)).isSameAs(broken);
    }

    private record Given(CompletableFuture<Boolean> closed) implements JournalLease {

        @Override
        public List<JournalRecord> records() {
            return List.of();
        }

        @Override
        public void append(List<JournalRecord> records) {}

        @Override
        public void replace(List<JournalRecord> records) {}

        @Override
        public void close() {
            closed.complete(true);
        }
    }
}
