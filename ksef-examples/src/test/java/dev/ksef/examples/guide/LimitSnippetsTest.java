package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.Nip;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimitGroup;
import dev.ksef.port.api.LimitApi;
import dev.ksef.testkit.FakeTime;
import dev.ksef.testkit.FakeTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets on limits, run. */
class LimitSnippetsTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final LimitedCall SEND = new LimitedCall("TEST", NIP, RateLimitGroup.INVOICE_SEND, "POST /send");

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time);

    @Test
    void fewInvoices_goOneByOne_andManyAsABatch() {
        var transport = new FakeTransport().with(LimitApi.class, new NothingNew());
        var scope = CallScope.of(NIP, BearerSource.none(), Duration.ofMinutes(2));
        var limits = new RateLimits(new BoundTransport(transport, scope), limiter, "TEST");
        Instant endOfDay = Instant.parse("2026-11-02T16:00:00Z");
        assertThat(Limits.goesAsBatch(limits, 140, endOfDay)).isFalse();
        assertThat(Limits.goesAsBatch(limits, 1_400, endOfDay)).isTrue();
    }

    @Test
    void block_isKeptForTheNextProcess(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("limits");
        Limits.recall(limiter, file);
        limiter.penalise(SEND, time.millis() + 600_000);
        Limits.keep(limiter, file);
        var next = SlidingRateLimiter.of(time);
        Limits.recall(next, file);
        assertThat(next.whenFor(SEND, 1)).isEqualTo(time.instant().plusSeconds(600));
    }

    private static final class NothingNew implements LimitApi {

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
            return new EffectiveApiRateLimits(
                    null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null);
        }
    }
}
