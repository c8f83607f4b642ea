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

/** What calls through a transport end with. */
final class CallOutcomes {

    private CallOutcomes() {}

    /** The failure of a call, which must be of this type and of none below it. */
    static <E extends KsefException> E failure(Class<E> type, Runnable call) {
        E failure = catchThrowableOfType(type, call::run);
        assertThat(failure).as("a failure of the call").isExactlyInstanceOf(type);
        return failure;
    }

    /** Makes a call on a thread of its own; yields its failure, or null where it succeeds. */
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

    /** Outcome and number of attempts of each call that was told to have ended, in order. */
    static List<Tuple> ended(RecordedEvents events) {
        return events.of(KsefEvent.CallEnded.class).stream()
                .map(end -> tuple(end.outcome(), end.attempts()))
                .toList();
    }

    /** Secrets of the suites hold the text that is looked for. */
    static void assertNoSecret(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret");
        }
    }
}
