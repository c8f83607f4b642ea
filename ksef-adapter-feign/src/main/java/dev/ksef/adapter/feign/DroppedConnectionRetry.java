package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Replay;
import feign.Request;
import feign.Response;
import java.time.Duration;

/**
 * Makes a call whose connection was dropped once more, if it may be repeated: servers end connections that were kept
 * open just when they are used again.
 */
final class DroppedConnectionRetry implements Step {

    private final Step next;
    private final KsefListener listener;

    DroppedConnectionRetry(Step next, KsefListener listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public Response proceed(Request request, Call call) {
        try {
            return next.proceed(request, call);
        } catch (KsefTransportException unanswered) {
            if (call.operation().replay() == Replay.ONCE
                    || !(unanswered.getCause() instanceof DroppedConnectionException)) {
                throw unanswered;
            }
            listener.on(new KsefEvent.Retry(
                    call.name(), call.correlation(), 1, Duration.ZERO, "the connection was dropped"));
            return next.proceed(request, call);
        }
    }
}
