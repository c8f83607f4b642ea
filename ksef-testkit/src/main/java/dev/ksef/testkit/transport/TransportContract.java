package dev.ksef.testkit.transport;

import dev.ksef.port.RateLimiter;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.time.FakeTime;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * Tests all that a {@link Transport} must do, over a real socket. Extend this class and make a transport. The tests are in
 * the interfaces that this class implements, one for each subject.
 */
@Timeout(60)
public abstract class TransportContract
        implements TransportRequestContract,
                TransportAnswerContract,
                TransportPageContract,
                TransportBatchContract,
                TransportExportContract,
                TransportPermissionContract,
                TransportErrorContract,
                TransportRetryContract,
                TransportOnceOnlyContract,
                TransportRetryAfterContract,
                TransportRateLimitContract,
                TransportRedirectContract,
                TransportBearerContract,
                TransportCookieContract,
                TransportDeadlineContract,
                TransportCancellationContract,
                TransportEventsContract,
                TransportSecretsContract {

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final RecordingRateLimiter limiter = new RecordingRateLimiter(time);
    private final ScriptedServer server = ScriptedServer.start();
    private @Nullable Transport transport;
    private @Nullable Transport limitedTransport;

    /**
     * Makes a transport for an environment with the name {@code scripted}. It has a connect timeout of 2 s and a read timeout
     * of 2 s. It makes at most four attempts. The first pause is 500 ms, up to half of it more or less. It has no circuit
     * breaker, or one that is off.
     *
     * @param apiBase the address of the API
     */
    protected abstract Transport transport(URI apiBase, Time time, KsefListener listener, RateLimiter rateLimiter);

    /** Closes the transports and the server. */
    @AfterEach
    public final void closeAll() {
        if (transport != null) {
            transport.close();
        }
        if (limitedTransport != null) {
            limitedTransport.close();
        }
        server.close();
    }

    @Override
    public final ScriptedServer server() {
        return server;
    }

    @Override
    public final FakeTime time() {
        return time;
    }

    @Override
    public final RecordedEvents events() {
        return events;
    }

    @Override
    public final RecordingRateLimiter limiter() {
        return limiter;
    }

    @Override
    public final synchronized Transport transport() {
        if (transport == null) {
            transport = transportTo(apiBase());
        }
        return transport;
    }

    @Override
    public final synchronized Transport limitedTransport() {
        if (limitedTransport == null) {
            limitedTransport = transport(apiBase(), time, events, limiter);
        }
        return limitedTransport;
    }

    @Override
    public final Transport transportTo(URI apiBase) {
        return transport(apiBase, time, events, RateLimiter.none());
    }

    @Override
    public final Transport transportOnSystemTime() {
        return transport(apiBase(), Time.system(), events, RateLimiter.none());
    }

    private URI apiBase() {
        return URI.create(server.uri() + "/v2");
    }
}
