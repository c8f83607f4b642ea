package dev.ksef.adapter.feign.failure;

import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.internal.RootCause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what the failure of an exchange means, whatever the HTTP engine. What is known is said in words of our own; of the rest the
 * root cause is told, redacted, since messages of engines may quote addresses and headers.
 */
public final class ExchangeFailures {

    /** Failures before the first byte of the request is written. */
    private static final Set<Class<? extends Exception>> BEFORE_SENDING = Set.of(
            ConnectException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            UnresolvedAddressException.class,
            HttpConnectTimeoutException.class,
            ProxyRefusedException.class);

    /** Failures that end an exchange from this side: the connection was not lost. */
    private static final Set<Class<? extends Exception>> ON_OUR_SIDE = Set.of(
            InterruptedIOException.class,
            HttpTimeoutException.class,
            ClosedTransportException.class,
            OversizedAnswerException.class);

    /** How messages begin when a proxy refuses a tunnel. Each engine has words of its own for it. */
    private static final Set<String> TUNNEL_REFUSED =
            Set.of("Tunnel failed", "Unexpected response code for CONNECT", "Failed to authenticate with proxy");

    private ExchangeFailures() {}

    /** Tells whether the request may have reached KSeF. */
    public static Delivery delivery(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isBeforeSending(cause)) {
                return Delivery.NOT_SENT;
            }
        }
        return Delivery.UNKNOWN;
    }

    private static boolean isBeforeSending(Throwable cause) {
        return TlsFailure.isHandshakeFailure(cause)
                || isTunnelRefused(cause)
                || (cause instanceof ClosedTransportException closed && !closed.mayHaveSent())
                || BEFORE_SENDING.stream().anyMatch(type -> type.isInstance(cause));
    }

    private static boolean isTunnelRefused(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        return cause instanceof IOException && TUNNEL_REFUSED.stream().anyMatch(said::startsWith);
    }

    /** Tells whether the connection was lost after the request may have left. */
    static boolean isDropped(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable suspect = cause;
            if (isBeforeSending(cause) || ON_OUR_SIDE.stream().anyMatch(type -> type.isInstance(suspect))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the exception of ours that later steps decide by: {@link ClosedTransportException} or {@link
     * DroppedConnectionException}; null for all other failures.
     */
    public static @Nullable IOException kind(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedTransportException closed) {
                return closed;
            }
        }
        if (isLasting(failure)) {
            return new LastingFailureException();
        }
        return isDropped(failure) ? new DroppedConnectionException() : null;
    }

    /** Tells whether somebody has to mend something first: a certificate, a name, a proxy. */
    private static boolean isLasting(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (TlsFailure.isHandshakeFailure(cause)
                    || isTunnelRefused(cause)
                    || cause instanceof ProxyRefusedException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the request arrived, as the end of a message. */
    public static String consequence(Delivery delivery) {
        return delivery == Delivery.NOT_SENT ? "it did not reach KSeF" : "whether KSeF processed it is not known";
    }

    /** Returns the reason in words, for a message. The deepest known cause says most. */
    public static String reason(IOException failure) {
        String reason = "the connection broke: " + RootCause.told(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reason = known(cause).orElse(reason);
            if (cause instanceof HttpConnectTimeoutException) {
                // Its cause says less: it is of the kind that a refused connection has.
                break;
            }
        }
        return reason;
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof ClosedTransportException) {
            return Optional.of("the transport was closed");
        }
        if (cause instanceof OversizedAnswerException) {
            return Optional.of("the answer is larger than the transport accepts");
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Optional.of("the host name does not resolve: check the address, DNS and proxies");
        }
        if (cause instanceof ProxyRefusedException) {
            return Optional.of("the proxy wants credentials: use an HTTP engine that has them");
        }
        if (isTunnelRefused(cause)) {
            return Optional.of("the proxy refused the connection: check the address, what the proxy allows, and "
                    + "whether it wants credentials");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return Optional.of("connecting took too long: check the address, firewalls and proxies");
        }
        if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
            return Optional.of("it took too long");
        }
        if (cause instanceof DroppedConnectionException) {
            return Optional.of(DroppedConnectionException.REASON);
        }
        return cause instanceof ConnectException
                ? Optional.of("the connection was refused: check the address, firewalls and proxies")
                : TlsFailure.reason(cause);
    }
}
