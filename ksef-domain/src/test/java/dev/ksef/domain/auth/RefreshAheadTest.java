package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A token lives 15 minutes here: a quarter of that is 3:45, half a minute is the least. */
class RefreshAheadTest extends TokenScenario {

    private static final Duration ADVISORY = Duration.ofMinutes(3).plusSeconds(45);
    private static final Duration MANDATORY = Duration.ofSeconds(30);

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final TokenProvider ahead = settings().background(background::add).build();

    @Test
    void beforeTheAdvisoryMargin_nothingHappens() {
        AccessToken token = ahead.bearer(ONE);
        leaveOfLife(ADVISORY.plusMillis(1));
        assertThat(ahead.bearer(ONE)).isSameAs(token);
        assertThat(background).isEmpty();
    }

    @Test
    void withinTheAdvisoryMargin_theOldTokenIsServed_whileOneRefreshRuns() {
        AccessToken old = ahead.bearer(ONE);
        leaveOfLife(ADVISORY);
        for (int i = 0; i < 10; i++) {
            assertThat(ahead.bearer(ONE)).isSameAs(old);
        }
        assertThat(background).as("one refresh, however many callers").hasSize(1);
        background.remove().run();
        assertThat(ahead.bearer(ONE).reveal()).startsWith("refreshed");
        assertThat(background).isEmpty();
        assertThat(logins).hasValue(1);
    }

    @Test
    void longLivedToken_isReplacedFiveMinutesAhead() {
        TokenProvider provider = settings()
                .background(background::add)
                .margins(MANDATORY, Duration.ofMinutes(1))
                .build();
        provider.bearer(ONE);
        leaveOfLife(Duration.ofMinutes(1).plusMillis(1));
        provider.bearer(ONE);
        assertThat(background).isEmpty();
        time.advance(Duration.ofMillis(1));
        provider.bearer(ONE);
        assertThat(background)
                .as("the margin is a quarter of the life, but at most what is set")
                .hasSize(1);
    }

    @Test
    void failedRefresh_servesTheOldToken_isTold_andIsTriedAgainAfterAPause() {
        AccessToken old = ahead.bearer(ONE);
        leaveOfLife(ADVISORY);
        auth.refreshes.add(() -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        });
        ahead.bearer(ONE);
        background.remove().run();
        assertThat(troubles()).containsExactly(Step.REFRESHING_AHEAD);
        assertThat(ahead.bearer(ONE)).isSameAs(old);
        assertThat(background).as("not at once").isEmpty();
        time.advance(Duration.ofSeconds(15));
        assertThat(ahead.bearer(ONE)).isSameAs(old);
        background.remove().run();
        assertThat(ahead.bearer(ONE).reveal()).startsWith("refreshed");
    }

    @Test
    void refusedRefresh_signsInInTheBackground() {
        ahead.bearer(ONE);
        leaveOfLife(ADVISORY);
        auth.refreshes.add(FakeAuth.failing(400, 21301));
        ahead.bearer(ONE);
        background.remove().run();
        assertThat(ahead.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void atTheMandatoryMargin_callersWaitForTheNewToken() {
        ahead.bearer(ONE);
        leaveOfLife(MANDATORY);
        assertThat(ahead.bearer(ONE).reveal()).startsWith("refreshed");
        assertThat(background).isEmpty();
    }

    @Test
    void refreshThatComesTooLate_findsTheWorkDone() {
        ahead.bearer(ONE);
        leaveOfLife(ADVISORY);
        ahead.bearer(ONE);
        leaveOfLife(MANDATORY);
        ahead.bearer(ONE);
        background.remove().run();
        assertThat(auth.calls).containsExactly("refresh");
    }

    @Test
    void withoutBackground_tokensAreServedToTheMandatoryMargin() {
        AccessToken token = bearer(ONE);
        leaveOfLife(MANDATORY.plusMillis(1));
        assertThat(bearer(ONE)).isSameAs(token);
        time.advance(Duration.ofMillis(1));
        assertThat(bearer(ONE).reveal()).startsWith("refreshed");
        assertThat(troubles()).isEmpty();
    }

    @Test
    void closedExecutor_isTold_andTheOldTokenServed() {
        Executor closed = action -> {
            throw new RejectedExecutionException("closed");
        };
        TokenProvider provider = settings().background(closed).build();
        AccessToken token = provider.bearer(ONE);
        leaveOfLife(ADVISORY);
        assertThat(provider.bearer(ONE)).isSameAs(token);
        assertThat(provider.bearer(ONE)).isSameAs(token);
        assertThat(troubles()).containsExactly(Step.REFRESHING_AHEAD);
    }

    @Test
    void margins_areCheckedWhereTheyAreSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().margins(Duration.ofSeconds(-1), Duration.ofMinutes(5)))
                .withMessageContaining("mandatory");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().margins(Duration.ZERO, Duration.ofDays(2)))
                .withMessageContaining("advisory");
    }

    /** The token that was obtained at the start has that much left. */
    private void leaveOfLife(Duration left) {
        Instant end = begun.plus(FakeAuth.ACCESS_LIFE);
        time.advance(Duration.between(time.instant(), end.minus(left)));
    }

    private final Instant begun = time.instant();
}
