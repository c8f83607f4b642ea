package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who handles what arrives for the JDK's client. */
class EngineThreadsTest {

    private final EngineThreads threads = new EngineThreads(false);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void workOfALoneCall_isDoneWhereItArises() throws Exception {
        try (EngineThreads.Load call = threads.call()) {
            assertThat(isDoneHere(threads)).isTrue();
        }
    }

    @Test
    void workOfOneOfSeveralCalls_isDoneElsewhere_untilTheOthersHaveEnded() throws Exception {
        EngineThreads.Load one = threads.call();
        EngineThreads.Load other = threads.call();
        assertThat(isDoneHere(threads)).as("two calls").isFalse();
        other.close();
        other.close();
        assertThat(isDoneHere(threads)).as("one call").isTrue();
        EngineThreads.Load third = threads.call();
        assertThat(isDoneHere(threads))
                .as("an end that is told twice counts once")
                .isFalse();
        one.close();
        third.close();
    }

    @Test
    void workOfAStream_isDoneElsewhere() throws Exception {
        try (EngineThreads.Load upload = threads.stream()) {
            assertThat(isDoneHere(threads)).isFalse();
        }
    }

    @Test
    void work_whoseTlsMayAskADevice_isDoneElsewhere() throws Exception {
        try (var apart = new EngineThreads(true);
                EngineThreads.Load call = apart.call()) {
            assertThat(isDoneHere(apart)).isFalse();
        }
    }

    private static boolean isDoneHere(EngineThreads threads) throws Exception {
        var doneBy = new CompletableFuture<Thread>();
        threads.execute(() -> doneBy.complete(Thread.currentThread()));
        return doneBy.get(10, TimeUnit.SECONDS) == Thread.currentThread();
    }
}
