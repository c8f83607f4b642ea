package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.ACCESS;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.scope;

import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.time.FakeTime;
import java.net.URI;

/** A server and transports to it, new for each test. The suites of {@link TransportContract} work with them. */
public interface TransportFixture {

    /** Returns the server that the transports call. */
    ScriptedServer server();

    /** Returns the clock of the transports. */
    FakeTime time();

    /** Returns the events that the transports told. */
    RecordedEvents events();

    /** Returns the limiter of {@link #limitedTransport()}. */
    RecordingRateLimiter limiter();

    /** Returns the transport to the server, without a limiter. */
    Transport transport();

    /** Returns the transport to the server, with the limiter. */
    Transport limitedTransport();

    /** Makes a transport to another address, without a limiter. The caller closes it. */
    Transport transportTo(URI apiBase);

    /** Makes a transport to the server by the clock of this machine, without a limiter. The caller closes it. */
    Transport transportOnSystemTime();

    /** Opens an API for calls without a token. */
    default <A> A anonymous(Class<A> api) {
        return transport().open(api, CallScope.anonymous(PATIENCE));
    }

    /** Opens an API for calls with an access token. */
    default <A> A signedIn(Class<A> api) {
        return transport().open(api, scope(BearerSource.of(ACCESS)));
    }

    /** Makes a call that may be repeated, and returns the status code in its answer. */
    default int status() {
        return signedIn(SessionApi.class).status(SESSION).status().code();
    }

    /** Makes a call that must not be repeated. */
    default void closeSession() {
        signedIn(OnlineSessionApi.class).close(SESSION);
    }
}
