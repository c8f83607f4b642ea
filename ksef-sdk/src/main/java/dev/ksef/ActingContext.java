package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import java.time.Duration;

/**
 * On whose behalf a view acts, at one moment.
 *
 * @param tokens all tokens of the context
 * @param transport carries those of them that calls may take
 */
record ActingContext(ContextTokens tokens, BoundTransport transport) {

    static ActingContext with(ContextTokens tokens, BearerSource bearerSource, Transport transport, Duration timeout) {
        return new ActingContext(
                tokens, new BoundTransport(transport, CallScope.of(tokens.context(), bearerSource, timeout)));
    }

    ActingContext within(Duration timeout) {
        return new ActingContext(tokens, transport.within(timeout));
    }

    ActingContext with(BearerSource bearerSource) {
        return new ActingContext(tokens, transport.withBearerSource(bearerSource));
    }
}
