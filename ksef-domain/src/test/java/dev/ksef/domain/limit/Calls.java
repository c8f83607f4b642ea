package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.model.limit.EffectiveApiRateLimitsBuilder;
import org.jspecify.annotations.Nullable;

/** What the tests of the limiter call with. */
final class Calls {

    static final String ENVIRONMENT = "TEST";
    static final Nip NIP = Nip.of("5265877635");
    static final LimitedCall SEND = call(NIP, RateLimitGroup.INVOICE_SEND);
    static final LimitedCall STATUS = call(NIP, RateLimitGroup.INVOICE_STATUS);
    static final LimitedCall DOWNLOAD = call(NIP, RateLimitGroup.INVOICE_DOWNLOAD);
    static final RateLimit ONE_A_SECOND = new RateLimit(1, -1, -1);

    private Calls() {}

    static LimitedCall call(@Nullable ContextIdentifier context, RateLimitGroup group) {
        return new LimitedCall(ENVIRONMENT, context, group, "GET /" + group);
    }

    static Nip context(int number) {
        return Nip.of("" + (5_111_111_111L + number));
    }

    static void acquire(RateLimiter limiter, LimitedCall call, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            limiter.acquire(call, Deadline.NEVER);
        }
    }

    /** Limits of sending and of all calls together, and no others. */
    static EffectiveApiRateLimits limits(@Nullable RateLimit send, @Nullable RateLimit global) {
        return EffectiveApiRateLimitsBuilder.builder()
                .invoiceSend(send)
                .global(global)
                .build();
    }
}
