package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.call.TraceId;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.adapter.feign.failure.ProxyRefusedException;
import dev.ksef.adapter.feign.http.HttpDate;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.settings.TransportSettings;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.internal.RootCause;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes exchanges within their deadline. Each is told as an attempt; failures of the HTTP engine become exceptions of the SDK.
 */
public final class ExchangeAttempts {

    /** The engine's time limit comes later than ours, so that messages do not depend on which comes first. */
    private static final long ENGINE_LAG_MILLIS = 1_000;

    private final Time time;
    private final KsefListener listener;
    private final Duration connectTimeout;
    private final long readMillis;
    private final Request.Options usual;

    public ExchangeAttempts(TransportSettings settings) {
        this.time = settings.time();
        this.listener = settings.listener();
        this.connectTimeout = settings.engine().connectTimeout();
        this.readMillis = settings.engine().readTimeout().toMillis();
        this.usual = newOptions(readMillis);
    }

    /** One exchange over the network. */
    public interface Exchange {

        Response make(Request.Options options, long patienceMillis) throws IOException;
    }

    /** How long to wait for bytes at most: the read timeout, or what is left of the deadline; 0 once it has come. */
    public long patienceMillis(Deadline deadline) {
        return Math.min(readMillis, deadline.remainingMillis(time));
    }

    /**
     * Refuses to send anything once the deadline has come or the thread was interrupted.
     *
     * @throws KsefDeadlineException if so; nothing was sent, nor counted by any limit
     */
    public static void refuseIfOver(String name, Deadline deadline, Time time) {
        if (Thread.currentThread().isInterrupted()) {
            throw new KsefDeadlineException(name + " was not sent: its thread was interrupted", null);
        }
        if (deadline.hasPassed(time)) {
            throw new KsefDeadlineException(name + " was not sent: its deadline has come", null);
        }
    }

    /**
     * Returns the response to one exchange.
     *
     * @param name of what is asked, for events and messages
     * @param correlation for events
     */
    public Response make(String name, CallCorrelation correlation, Deadline deadline, Exchange exchange) {
        refuseIfOver(name, deadline, time);
        long patienceMillis = Math.max(1, patienceMillis(deadline));
        long begun = time.millis();
        Response response;
        try {
            response = ofKsef(exchange.make(options(patienceMillis), patienceMillis));
        } catch (IOException broken) {
            tellFailure(name, correlation, begun, broken);
            throw translated(broken, name);
        } catch (KsefException | Error notTheEngines) {
            tellFailure(name, correlation, begun, notTheEngines);
            throw notTheEngines;
        } catch (RuntimeException broken) {
            // Messages of engines may quote headers, the bearer among them: only the classes are shown.
            tellFailure(name, correlation, begun, broken);
            throw new KsefTransportException(
                    name + ": the HTTP engine failed (" + RootCause.classes(broken)
                            + "; its words may quote headers, so ask the engine's own log): "
                            + ExchangeFailures.consequence(Delivery.UNKNOWN),
                    Delivery.UNKNOWN,
                    null);
        }
        listener.on(new KsefEvent.Attempt(
                name,
                correlation.tracedAs(TraceId.of(response)),
                response.status(),
                since(begun),
                null,
                HttpDate.ofTrustedAnswer(response).orElse(null)));
        return response;
    }

    /** A 407 comes from a proxy, whatever the engine takes it for. */
    private static Response ofKsef(Response response) throws ProxyRefusedException {
        if (response.status() == HttpStatus.PROXY_AUTHENTICATION_REQUIRED) {
            throw new ProxyRefusedException();
        }
        return response;
    }

    /**
     * The time limits of the engine, which it keeps by the machine's clock. They free its thread; ours free the caller. Those of
     * most exchanges are the same, and Feign takes long to make some.
     */
    private Request.Options options(long patienceMillis) {
        return patienceMillis == readMillis ? usual : newOptions(patienceMillis);
    }

    private Request.Options newOptions(long patienceMillis) {
        return new Request.Options(
                connectTimeout.toMillis(),
                TimeUnit.MILLISECONDS,
                patienceMillis + ENGINE_LAG_MILLIS,
                TimeUnit.MILLISECONDS,
                false);
    }

    private static KsefTransportException translated(IOException broken, String name) {
        if (broken.getCause() instanceof InterruptedException
                || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return new KsefTransportException(
                    name + " was interrupted; " + ExchangeFailures.consequence(Delivery.UNKNOWN),
                    Delivery.UNKNOWN,
                    null);
        }
        Delivery delivery = ExchangeFailures.delivery(broken);
        return new KsefTransportException(
                name + " got no answer (" + ExchangeFailures.reason(broken) + "): "
                        + ExchangeFailures.consequence(delivery),
                delivery,
                ExchangeFailures.kind(broken));
    }

    private void tellFailure(String name, CallCorrelation correlation, long begun, Throwable failure) {
        listener.on(new KsefEvent.Attempt(
                name, correlation, 0, since(begun), failure.getClass().getSimpleName(), null));
    }

    private Duration since(long begun) {
        return Duration.ofMillis(time.millis() - begun);
    }
}
