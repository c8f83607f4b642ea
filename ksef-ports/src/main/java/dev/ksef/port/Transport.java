package dev.ksef.port;

import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.ReplayClass;

/**
 * Brings an API interface of {@code dev.ksef.port.api} to life.
 *
 * <p><b>Threading:</b> the transport and everything it opens are safe for many threads; opening is cheap (about a
 * microsecond), so that a view may open anew for each use.
 *
 * <p><b>Failure:</b> every failure becomes a {@link dev.ksef.model.error.KsefException} at the edge: no exception, type
 * or message of an HTTP library is seen outside, not even as a cause that could carry a request. The caller's deadline
 * and interrupt are honoured while sending, waiting and reading; the interrupt flag stays set.
 *
 * <p><b>Idempotence:</b> a call is repeated only as its {@link Operation#replay()} allows, a few times, after growing
 * pauses: when nobody was found, the connection was dropped, or a gateway answered 502, 503 or 504; one of {@link
 * ReplayClass#ONCE} only when it surely was not sent. One that was answered with 429 was not processed and may always be
 * repeated, after the time KSeF asks for, if the deadline leaves that time.
 * After a 401 the token is rejected, a new one taken and the call repeated once. Redirects are followed three times at
 * most, within the scheme, host and port that were called: 307 and 308 with any call, since it was not processed, others
 * with reads. Each request that left is one attempt
 * for the listener; nothing is repeated in silence.
 *
 * <p><b>Secrets:</b> bodies, the {@code Authorization} header and signed links are never logged nor put into messages or
 * events.
 *
 * <p><b>Lifecycle:</b> making one opens no connection. Closing it ends its threads; calls under way fail, later calls
 * throw {@link IllegalStateException}.
 */
public interface Transport extends AutoCloseable {

    /**
     * A live implementation of an API interface, bound to the given scope.
     *
     * @throws IllegalArgumentException if a method of the interface is not declared as an {@link Operation}
     */
    <A> A open(Class<A> api, CallScope scope);

    @Override
    void close();
}
