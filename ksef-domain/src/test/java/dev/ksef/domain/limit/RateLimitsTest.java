package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time).slack(Duration.ZERO);
    private final EffectiveApiRateLimits told = limits(new RateLimit(2, 4, -1), null);
    private final FakeTransport transport = new FakeTransport().with(LimitApi.class, new Told());
    private final RateLimits rateLimits =
            new RateLimits(transport, CallScope.of(NIP, BearerSource.none(), TIMEOUT), limiter, ENVIRONMENT);

    @Test
    void refresh_hasTheLimiterCountByWhatKsefSays() {
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 5)).isEqualTo(time.instant());
        assertThat(rateLimits.refresh()).isEqualTo(told);
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 5))
                .isEqualTo(time.instant().plusSeconds(60));
    }

    @Test
    void whenFor_countsWhatThisContextSent() throws Exception {
        acquire(limiter, SEND, 10);
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 1))
                .isEqualTo(time.instant().plusSeconds(1));
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_STATUS, 1)).isEqualTo(time.instant());
    }

    @Test
    void forgive_endsTheBlocksOfThisContext() {
        limiter.penalise(SEND, time.millis() + 600_000);
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 1))
                .isEqualTo(time.instant().plusSeconds(600));
        rateLimits.forgive();
        assertThat(rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 1)).isEqualTo(time.instant());
    }

    @Test
    void whenFor_ofOther_wantsTheOperation() throws Exception {
        acquire(limiter, new LimitedCall(ENVIRONMENT, NIP, RateLimitGroup.OTHER, "GET /a"), 10);
        assertThat(rateLimits.whenFor("GET /a", 1)).isEqualTo(time.instant().plusSeconds(1));
        assertThat(rateLimits.whenFor("GET /b", 1)).isEqualTo(time.instant());
        assertThatThrownBy(() -> rateLimits.whenFor(RateLimitGroup.OTHER, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whenFor(\"GET /limits/context\", 3)");
    }

    @Test
    void whenFor_ofNoCalls_isRefused() {
        assertThatThrownBy(() -> rateLimits.whenFor(RateLimitGroup.INVOICE_SEND, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private final class Told implements LimitApi {

        @Override
        public EffectiveContextLimits context() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EffectiveSubjectLimits subject() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EffectiveApiRateLimits rateLimits() {
            return told;
        }
    }
}
