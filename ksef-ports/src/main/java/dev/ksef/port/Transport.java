package dev.ksef.port;

import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.ReplayClass;

/**
 * Implements the API interfaces of {@code dev.ksef.port.api}.
 *
 * <p><b>Threading:</b> the transport and the APIs it opens are safe for many threads. Opening is cheap (about a microsecond),
 * so a view may open an API for each use.
 *
 * <p><b>Failure:</b> every failure is thrown as a {@link dev.ksef.model.error.KsefException}. No exception, type or message of
 * an HTTP library is visible outside, not even as a cause, which could hold a request. The caller's deadline and interrupts end
 * sending, waiting and reading; the interrupt flag stays set.
 *
 * <p><b>Idempotence:</b> a call is repeated only as its {@link Operation#replay()} allows, a few times, after growing pauses:
 * if the host was not reached, the connection was dropped, or a gateway answered 502, 503 or 504. A call of {@link
 * ReplayClass#ONCE} is repeated only if it was certainly not sent. A call answered with 429 was not processed. It may always be
 * repeated after the time KSeF asks for, if the deadline allows that. After a 401 the token is rejected, a new one is taken,
 * and the call is repeated once. At most three redirects are followed, and only within the same scheme, host and port: 307 and
 * 308 for any call, since it was not processed, others for reads only. The listener is told of each request that was sent as
 * one attempt.
 *
 * <p><b>Secrets:</b> logs, messages and events never contain bodies, the {@code Authorization} header or signed links.
 *
 * <p><b>Lifecycle:</b> creating one opens no connection. Closing it ends its threads. Calls in progress fail; later calls throw
 * {@link IllegalStateException}.
 */
public interface Transport extends AutoCloseable {

    /**
     * Returns an implementation of an API interface, bound to the given scope.
     *
     * @throws IllegalArgumentException if a method of the interface is not declared as an {@link Operation}
     */
    <A> A open(Class<A> api, CallScope scope);

    @Override
    void close();
}
