package dev.ksef.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortTypesTest {

    private static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    private static final Time FIXED = new Time() {
        @Override
        public long millis() {
            return 1_000;
        }

        @Override
        public void sleepUntil(long atMillis) {}
    };

    @Test
    void deadline_countsDownToZeroAndNoFurther() {
        Deadline deadline = Deadline.after(Duration.ofMillis(5), FIXED);
        assertThat(deadline.atMillis()).isEqualTo(1_005);
        assertThat(deadline.remainingMillis(FIXED)).isEqualTo(5);
        assertThat(new Deadline(1).remainingMillis(FIXED)).isZero();
        assertThat(new Deadline(1_000).hasPassed(FIXED)).isTrue();
        assertThat(deadline.hasPassed(FIXED)).isFalse();
        assertThat(deadline.sooner(new Deadline(2))).isEqualTo(new Deadline(2));
        assertThat(deadline.sooner(Deadline.NEVER)).isEqualTo(deadline);
    }

    @Test
    void deadline_thatComesWhileItIsLookedAt_leavesNoNegativeTime() {
        var ticking = new Time() {
            private long now = 999;

            @Override
            public long millis() {
                long read = now;
                now += 50;
                return read;
            }

            @Override
            public void sleepUntil(long atMillis) {}
        };
        Deadline deadline = new Deadline(1_000);
        assertThat(deadline.remainingMillis(ticking)).isEqualTo(1);
        assertThat(deadline.remainingMillis(ticking)).isZero();
    }

    @Test
    void deadline_afterAnEternity_neverComes() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), FIXED)).isEqualTo(Deadline.NEVER);
        assertThatThrownBy(() -> Deadline.after(Duration.ofMillis(-1), FIXED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callScope_endsByTheSoonerOfTimeoutAndDeadline() {
        CallScope scope = CallScope.anonymous(Duration.ofMillis(100));
        assertThat(scope.callDeadline(FIXED)).isEqualTo(new Deadline(1_100));
        assertThat(scope.until(new Deadline(1_050)).callDeadline(FIXED)).isEqualTo(new Deadline(1_050));
        assertThat(scope.until(new Deadline(1_050)).until(new Deadline(9_000)).deadline())
                .as("a later deadline does not lift a sooner one")
                .isEqualTo(new Deadline(1_050));
    }

    @Test
    void bearerKinds_acceptTheirOwnOnly() {
        var access = new AccessToken("a", LATER);
        var refresh = new RefreshToken("r", LATER);
        var operation = new AuthenticationToken("o", LATER);
        Map<BearerKind, List<BearerToken>> accepted = Map.of(
                BearerKind.NONE, List.of(),
                BearerKind.AUTHENTICATION, List.of(operation),
                BearerKind.ACCESS, List.of(access),
                BearerKind.REFRESH, List.of(refresh),
                BearerKind.ACCESS_OR_REFRESH, List.of(access, refresh));
        for (BearerKind kind : BearerKind.values()) {
            assertThat(Stream.of(access, refresh, operation).filter(kind::accepts))
                    .as("%s", kind)
                    .hasSameElementsAs(accepted.get(kind));
        }
    }

    @Test
    void listeners_thatThrow_areContainedAndCounted() {
        List<KsefEvent> told = new ArrayList<>();
        ListenerGroup listeners = ListenerGroup.of(List.of(
                new KsefListener() {
                    @Override
                    public void onUnknownField(KsefEvent.UnknownField event) {
                        throw new AssertionError("broken listener");
                    }
                },
                new KsefListener() {
                    @Override
                    public void on(KsefEvent event) {
                        told.add(event);
                    }
                }));
        listeners.on(new KsefEvent.UnknownField("GET /x", CallCorrelation.NONE, "/y"));
        assertThat(told).hasSize(1);
        assertThat(listeners.failures()).isEqualTo(1);
    }

    @Test
    void systemTime_sleepsUntilTheInstant_andNotPastAnInterrupt() throws InterruptedException {
        Time time = Time.system();
        long until = time.millis() + 30;
        time.sleepUntil(until);
        assertThat(time.millis()).isGreaterThanOrEqualTo(until);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.sleepUntil(0)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void clockThatStandsStill_waitsForWorkByTheMachines_andDoesNotSleep() throws InterruptedException {
        var work = new CompletableFuture<Void>();
        assertThat(FIXED.awaitUntil(1_030, work)).as("30 ms later").isFalse();
        assertThat(FIXED.awaitUntil(500, work)).as("already over").isFalse();
        new Thread(() -> work.complete(null)).start();
        assertThat(FIXED.awaitUntil(Long.MAX_VALUE, work)).as("done").isTrue();
    }
}
