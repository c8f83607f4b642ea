package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no client on one machine can show: calls from several addresses. */
class TurnstileTest {

    private static final ContextIdentifier CONTEXT = ContextIdentifier.nip("5265877635");

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21Z");
    private final Turnstile turnstile =
            new Turnstile(clock, new RateLimits(RateLimitProfile.PRODUCTION), request -> Optional.of(CONTEXT));

    @Test
    void protectedCalls_ofOneContextFromAnotherAddress_areCountedApart() {
        exhaust("10.0.0.1", RateGroup.SESSION_LIST, 5);

        assertThatCode(() -> pass("10.0.0.2", RateGroup.SESSION_LIST))
                .as("the pair of context and address counts")
                .doesNotThrowAnyException();
    }

    @Test
    void publicCalls_fromAnotherAddress_areCountedApart() {
        exhaust("10.0.0.1", RateGroup.ANONYMOUS, 60);

        assertThatCode(() -> pass("10.0.0.2", RateGroup.ANONYMOUS))
                .as("the address counts")
                .doesNotThrowAnyException();
    }

    @Test
    void block_ofOneAddress_holdsNoOther() {
        exhaust("10.0.0.1", RateGroup.SESSION_LIST, 5);
        exhaust("10.0.0.2", RateGroup.SESSION_LIST, 5);

        assertThat(turnstile.report().refused()).as("each once").isEqualTo(2);
        assertThatExceptionOfType(TooManyRequests.class)
                .as("the second refusal of the one, not the fourth of both")
                .isThrownBy(() -> pass("10.0.0.1", RateGroup.SESSION_LIST))
                .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(2));
    }

    private void exhaust(String address, RateGroup group, int limit) {
        for (int call = 0; call < limit; call++) {
            pass(address, group);
        }
        assertThatExceptionOfType(TooManyRequests.class).as("above the limit").isThrownBy(() -> pass(address, group));
    }

    private void pass(String address, RateGroup group) {
        turnstile.pass(
                new Request("GET", URI.create("/v2/any"), Map.of(), new byte[0], address, "http://127.0.0.1", Map.of()),
                group,
                "GET /any");
    }
}
