package dev.ksef.adapter.feign.call;

import dev.ksef.port.CallScope;
import dev.ksef.port.event.KsefEvent.CallBegan;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Numbers the calls of a transport, and tells the listener when each begins and how it ends. */
public final class CallReporter {

    private final Time time;
    private final KsefListener listener;
    private final AtomicLong numbers = new AtomicLong();

    public CallReporter(Time time, KsefListener listener) {
        this.time = time;
        this.listener = listener;
    }

    /** What a call does between its two events. */
    public interface Execution {

        @Nullable
        Object execute(OperationCall call) throws Throwable;
    }

    /** Returns the result of a call that begins now. */
    public @Nullable Object report(Operation operation, Object[] arguments, CallScope scope, Execution execution)
            throws Throwable {
        long begun = time.millis();
        OperationCall call = OperationCall.of(operation, arguments, scope, time, numbers.incrementAndGet());
        Outcome outcome = Outcome.GIVEN_UP;
        try {
            listener.on(new CallBegan(call.name(), call.correlation()));
            Object answer = execution.execute(call);
            outcome = Outcome.SUCCEEDED;
            return answer;
        } catch (RuntimeException failed) {
            outcome = CallOutcomes.of(failed, call, time);
            throw failed;
        } finally {
            listener.on(new CallEnded(
                    call.name(),
                    call.correlation(),
                    outcome,
                    call.exchanges().count(),
                    Duration.ofMillis(time.millis() - begun)));
        }
    }
}
