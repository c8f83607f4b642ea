package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.error.KsefException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.event.RecordedEvents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;

/** Looks at how calls through a transport end. */
final class CallOutcomes {

    private CallOutcomes() {}

    /** Makes a call and returns its failure, which must be of exactly this type. */
    static <E extends KsefException> E failure(Class<E> type, Runnable call) {
        E failure = catchThrowableOfType(type, call::run);
        assertThat(failure).as("a failure of the call").isExactlyInstanceOf(type);
        return failure;
    }

    /** Makes a call on a thread of its own. Yields its failure, or null if it succeeds. */
    static CompletableFuture<@Nullable Throwable> inBackground(Runnable call) {
        var outcome = new CompletableFuture<@Nullable Throwable>();
        var caller = new Thread(() -> {
            try {
                call.run();
                outcome.complete(null);
            } catch (RuntimeException failed) {
                outcome.complete(failed);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return outcome;
    }

    /** Waits for a condition that another thread meets. */
    static void until(BooleanSupplier met) throws InterruptedException {
        while (!met.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    /** Returns outcome and number of attempts of each call that has ended, in order. */
    static List<Tuple> ended(RecordedEvents events) {
        return events.of(KsefEvent.CallEnded.class).stream()
                .map(end -> tuple(end.outcome(), end.attempts()))
                .toList();
    }

    /** Checks a failure and its causes. All secrets of the suites contain {@code sec-ret}. */
    static void assertNoSecret(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret");
        }
    }
}
