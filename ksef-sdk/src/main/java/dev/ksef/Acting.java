package dev.ksef;

import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.auth.ContextTokens;
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
record Acting(ContextTokens tokens, BoundTransport transport) {

    static Acting with(ContextTokens tokens, BearerSource bearerSource, Transport transport, Duration timeout) {
        return new Acting(tokens, new BoundTransport(transport, CallScope.of(tokens.context(), bearerSource, timeout)));
    }

    Acting within(Duration timeout) {
        return new Acting(tokens, transport.within(timeout));
    }

    Acting with(BearerSource bearerSource) {
        return new Acting(tokens, transport.withBearerSource(bearerSource));
    }
}
