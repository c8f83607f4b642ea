package dev.ksef.simulator.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.TooManyRequests;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What no client on one machine can show: calls from several addresses. */
class RateLimitJudgeTest {

    private static final LoginContext CONTEXT = LoginContext.nip("5265877635");

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21Z");
    private final RateLimitJudge judge = new RateLimitJudge(
            clock, new GrantedRateLimits(RateGroup.productionLimits()), request -> Optional.of(CONTEXT));

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

        assertThat(judge.refused()).as("each once").isEqualTo(2);
        assertThatExceptionOfType(TooManyRequests.class)
                .as("the second refusal of the one, not the fourth of both")
                .isThrownBy(() -> pass("10.0.0.1", RateGroup.SESSION_LIST))
                .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(2));
    }

    @Test
    void global_whereItHasALimit_countsAllOperationsOfAnAddress() {
        RateLimitJudge limited = limited(Map.of(RateGroup.GLOBAL, new WindowLimits(3, -1, -1)));
        pass(limited, "10.0.0.1", RateGroup.ANONYMOUS);
        pass(limited, "10.0.0.1", RateGroup.SESSION_LIST);
        pass(limited, "10.0.0.1", RateGroup.INVOICE_SEND);

        assertRefused(limited, "10.0.0.1", RateGroup.INVOICE_STATUS, "Przekroczono limit 3 żądań na sekundę.");
        assertThatCode(() -> pass(limited, "10.0.0.2", RateGroup.ANONYMOUS))
                .as("another address")
                .doesNotThrowAnyException();
        assertThat(limited.taken()).isEqualTo(4);
        assertThat(limited.refused()).isEqualTo(1);
        assertThat(limited.peaks())
                .containsEntry(RateGroup.GLOBAL, List.of(new SlidingWindow.Peak(RateWindow.SECOND, 3, 3)));
    }

    @Test
    void callThatOneQuotaRefuses_fillsNoWindowOfTheOther() {
        RateLimitJudge limited = limited(Map.of(
                RateGroup.GLOBAL, new WindowLimits(2, -1, -1), RateGroup.SESSION_LIST, new WindowLimits(1, -1, -1)));
        pass(limited, "10.0.0.1", RateGroup.SESSION_LIST);
        assertRefused(limited, "10.0.0.1", RateGroup.SESSION_LIST, "limit 1 ");

        pass(limited, "10.0.0.1", RateGroup.ANONYMOUS);

        assertRefused(limited, "10.0.0.1", RateGroup.ANONYMOUS, "limit 2 ");
        assertThat(limited.taken()).as("each call once").isEqualTo(2);
    }

    @Test
    void fiftyThreads_atTheEdgeOfAWindow_getExactlyWhatIsLeft() throws Exception {
        RateLimitJudge limited = limited(Map.of(
                RateGroup.GLOBAL, new WindowLimits(40, -1, -1), RateGroup.SESSION_LIST, new WindowLimits(30, -1, -1)));
        AtomicInteger taken = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            Callable<Void> call = () -> {
                try {
                    pass(limited, "10.0.0.1", RateGroup.SESSION_LIST);
                    taken.incrementAndGet();
                } catch (TooManyRequests expected) {
                    // Counted by not being taken.
                }
                return null;
            };
            for (Future<Void> one : threads.invokeAll(Collections.nCopies(200, call))) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(taken).hasValue(30);
        assertThat(limited.taken()).isEqualTo(30);
        assertThat(limited.refused()).isEqualTo(170);
    }

    @Test
    void clockThatGoesBack_letsNobodyExceed_andWhatIsToldStillHolds() {
        exhaust("10.0.0.1", RateGroup.SESSION_LIST, 5);
        clock.advance(Duration.ofMinutes(-5));

        long wait = refusal(judge, "10.0.0.1", RateGroup.SESSION_LIST).retryAfterSeconds();
        clock.advance(Duration.ofSeconds(wait));

        assertThatCode(() -> pass("10.0.0.1", RateGroup.SESSION_LIST))
                .as("after " + wait + " s")
                .doesNotThrowAnyException();
    }

    private RateLimitJudge limited(Map<RateGroup, WindowLimits> own) {
        return new RateLimitJudge(clock, new GrantedRateLimits(own), request -> Optional.of(CONTEXT));
    }

    private static void assertRefused(RateLimitJudge judge, String address, RateGroup group, String why) {
        assertThat(refusal(judge, address, group).detail()).contains(why);
    }

    private static TooManyRequests refusal(RateLimitJudge judge, String address, RateGroup group) {
        return catchThrowableOfType(TooManyRequests.class, () -> pass(judge, address, group));
    }

    private void exhaust(String address, RateGroup group, int limit) {
        for (int call = 0; call < limit; call++) {
            pass(address, group);
        }
        assertThatExceptionOfType(TooManyRequests.class).as("above the limit").isThrownBy(() -> pass(address, group));
    }

    private void pass(String address, RateGroup group) {
        pass(judge, address, group);
    }

    private static void pass(RateLimitJudge judge, String address, RateGroup group) {
        judge.pass(
                new HttpRequest(
                        "GET",
                        URI.create("/v2/any"),
                        Map.of(),
                        new byte[0],
                        InputStream.nullInputStream(),
                        address,
                        "http://127.0.0.1",
                        Map.of()),
                group,
                "GET /any");
    }
}
