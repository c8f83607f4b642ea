package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import java.time.Duration;

/**
 * The context that a view acts for at one moment.
 *
 * @param tokens all tokens of the context
 * @param scope the scope of the calls, with those of the tokens that they may use
 */
record ActingContext(ContextTokens tokens, CallScope scope) {

    static ActingContext with(ContextTokens tokens, BearerSource bearerSource, Duration timeout) {
        return new ActingContext(tokens, CallScope.of(tokens.context(), bearerSource, timeout));
    }

    ActingContext within(Duration timeout) {
        return new ActingContext(tokens, scope.within(timeout));
    }

    ActingContext with(BearerSource bearerSource) {
        return new ActingContext(tokens, scope.bearing(bearerSource));
    }
}
