package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The last step: one exchange over the network, within the call's deadline, its body read to the end. */
final class Engine implements Step {

    private final Exchanges exchanges;
    private final Cookies cookies = new Cookies();
    private final Time time;
    private final KsefListener listener;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    Engine(FeignTransport.Builder settings, Exchanges exchanges, KsefListener listener) {
        this.exchanges = exchanges;
        this.time = settings.time;
        this.listener = listener;
        this.connectTimeout = settings.connectTimeout;
        this.readTimeout = settings.readTimeout;
    }

    @Override
    public Response proceed(Request request, Call call) {
        long patienceMillis = Math.min(readTimeout.toMillis(), call.deadline().remainingMillis(time));
        if (patienceMillis == 0) {
            throw new KsefDeadlineException(call.name() + " was not sent: its deadline has come", null);
        }
        long begun = time.millis();
        Response response;
        try {
            response = exchange(request, patienceMillis);
        } catch (IOException broken) {
            tell(call, begun, 0, broken.getClass().getSimpleName());
            throw translated(broken, call);
        } catch (RuntimeException broken) {
            // Messages of engines may quote headers, the bearer among them: only the kind is told.
            tell(call, begun, 0, broken.getClass().getSimpleName());
            throw new KsefTransportException(
                    call.name() + ": the HTTP engine failed ("
                            + broken.getClass().getSimpleName() + "): whether KSeF processed it is not known",
                    Delivery.UNKNOWN,
                    null);
        }
        tell(call, begun, response.status(), null);
        return response;
    }

    private Response exchange(Request request, long patienceMillis) throws IOException {
        var options = new Request.Options(
                connectTimeout.toMillis(), TimeUnit.MILLISECONDS, patienceMillis, TimeUnit.MILLISECONDS, false);
        Response response = exchanges.exchange(cookies.shown(request), options, patienceMillis);
        cookies.take(response);
        return response;
    }

    private KsefTransportException translated(IOException broken, Call call) {
        if (broken.getCause() instanceof InterruptedException
                || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return new KsefTransportException(
                    call.name() + " was interrupted; whether KSeF processed it is not known", Delivery.UNKNOWN, null);
        }
        Delivery delivery = Failures.delivery(broken);
        String consequence =
                delivery == Delivery.NOT_SENT ? "it did not reach KSeF" : "whether KSeF processed it is not known";
        return new KsefTransportException(
                call.name() + " got no answer (" + Failures.reason(broken) + "): " + consequence,
                delivery,
                Failures.isDropped(broken) ? new DroppedConnectionException() : null);
    }

    private void tell(Call call, long begun, int status, @Nullable String failure) {
        listener.on(new KsefEvent.Attempt(call.name(), status, Duration.ofMillis(time.millis() - begun), failure));
    }
}
