package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenProviderTest extends TokenScenario {

    @Test
    void bearer_isSignedInForOnce_andServedFromMemory() {
        BearerToken first = bearer(ONE);
        assertThat(bearer(ONE)).isSameAs(first);
        assertThat(logins).hasValue(1);
        assertThat(events.of(KsefEvent.TokenObtained.class))
                .containsExactly(new KsefEvent.TokenObtained(ONE, reference(1), false, Duration.ZERO));
    }

    @Test
    void warmBearer_readsTheClockOnce() {
        var reads = new AtomicInteger();
        Time counted = new Time() {
            @Override
            public long millis() {
                reads.incrementAndGet();
                return time.millis();
            }

            @Override
            public void sleepUntil(long atMillis) throws InterruptedException {
                time.sleepUntil(atMillis);
            }
        };
        TokenProvider warm = TokenProvider.builder(
                        "TEST",
                        transport,
                        this::login,
                        CredentialsProvider.fixed(TOKEN),
                        new ServerClock(counted),
                        counted)
                .build();
        warm.bearer(ONE);
        ContextTokens view = warm.of(ONE);
        reads.set(0);
        warm.bearer(ONE);
        warm.bearer(ONE, Deadline.NEVER);
        view.bearer(Deadline.NEVER);
        assertThat(reads).as("clock reads of three calls").hasValue(3);
    }

    @Test
    void bearer_ofEachContext_isItsOwn() {
        assertThat(bearer(ONE)).isNotEqualTo(bearer(OTHER));
        assertThat(logins).hasValue(2);
    }

    @Test
    void bearer_aboutToEnd_isRefreshedInTime() {
        bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE.minusSeconds(31));
        assertThat(bearer(ONE).reveal()).startsWith("login");
        time.advance(Duration.ofSeconds(1));
        assertThat(bearer(ONE).reveal())
                .as("nobody gets a token that ends within 30 s")
                .startsWith("refreshed");
        assertThat(logins).hasValue(1);
    }

    @Test
    void bearer_whoseRefreshTokenEnded_isSignedInForAnew() {
        bearer(ONE);
        time.advance(Duration.ofDays(8));
        bearer(ONE);
        assertThat(logins).hasValue(2);
        assertThat(auth.calls).as("a dead refresh token is not even tried").isEmpty();
    }

    @Test
    void refresh_thatKsefRefuses_fallsBackToSigningIn() {
        for (int code : new int[] {21301, 21304, 21308}) {
            bearer(ONE);
            auth.refreshes.add(FakeAuth.failing(code == 21308 ? 401 : 400, code));
            time.advance(FakeAuth.ACCESS_LIFE);
            int before = logins.get();
            bearer(ONE);
            assertThat(logins).as("login after " + code).hasValue(before + 1);
        }
    }

    @Test
    void refresh_withoutAnswer_isTheCallersProblem_andNotAReasonToSignIn() {
        bearer(ONE);
        auth.refreshes.add(() -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        });
        time.advance(FakeAuth.ACCESS_LIFE);
        assertThatThrownBy(() -> bearer(ONE)).isInstanceOf(KsefTransportException.class);
        assertThat(bearer(ONE).reveal()).startsWith("refreshed");
        assertThat(logins).hasValue(1);
    }

    @Test
    void rejectedToken_isForgotten_butANewerOneStays() {
        BearerToken first = bearer(ONE);
        provider.of(ONE).rejected(first);
        BearerToken second = bearer(ONE);
        assertThat(second).isNotEqualTo(first);
        provider.of(ONE).rejected(first);
        assertThat(bearer(ONE)).as("a late 401 of the old token").isSameAs(second);
    }

    @Test
    void failedSignIn_isTriedAnewByTheNextCall() {
        signIn = (context, credentials, deadline) -> {
            throw new KsefException("no");
        };
        assertThatThrownBy(() -> bearer(ONE)).hasMessage("no");
        signIn = this::login;
        assertThat(bearer(ONE).reveal()).startsWith("login");
    }

    @Test
    void failedSignIn_isTold_withHowLongItTook() {
        signIn = (context, credentials, deadline) -> {
            time.advance(Duration.ofSeconds(3));
            throw new KsefException("no");
        };
        assertThatThrownBy(() -> bearer(ONE)).hasMessage("no");
        assertThat(events.of(KsefEvent.TokenTrouble.class))
                .containsExactly(new KsefEvent.TokenTrouble(
                        ONE, KsefEvent.TokenTrouble.Step.SIGNING_IN, "KsefException", Duration.ofSeconds(3)));
    }

    @Test
    void sourceAnew_signsInOnce_whateverTokensThereAre_andOthersShareTheOutcome() {
        BearerToken before = bearer(ONE);
        var anew = provider.of(ONE).anew();
        BearerToken after = anew.bearer(Deadline.NEVER);
        assertThat(after).isNotEqualTo(before);
        assertThat(anew.bearer(Deadline.NEVER)).isSameAs(after);
        assertThat(bearer(ONE)).isSameAs(after);
        assertThat(logins).hasValue(2);
    }

    @Test
    void sourceAnew_whoseSignInFails_leavesTheOldTokensToTheOthers() {
        BearerToken before = bearer(ONE);
        signIn = (context, credentials, deadline) -> {
            throw new KsefException("no");
        };
        assertThatThrownBy(() -> provider.of(ONE).anew().bearer(Deadline.NEVER)).hasMessage("no");
        assertThat(bearer(ONE)).isSameAs(before);
    }

    @Test
    void sourceAnew_whileAnotherSignInIsUnderWay_makesOneOfItsOwn() throws Exception {
        var entered = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        signIn = (context, credentials, deadline) -> {
            if (entered.getCount() > 0) {
                entered.countDown();
                await(mayEnd);
            }
            return login(context, credentials, deadline);
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<BearerToken> early = threads.submit(() -> bearer(ONE));
            entered.await();
            var anew = provider.of(ONE).anew();
            Future<BearerToken> late = threads.submit(() -> anew.bearer(Deadline.NEVER));
            mayEnd.countDown();
            assertThat(late.get(10, TimeUnit.SECONDS))
                    .as("a sign-in that began before it was asked for does not count")
                    .isNotEqualTo(early.get(10, TimeUnit.SECONDS));
            assertThat(logins).hasValue(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sourceOfASignIn_yieldsAndRefreshesItsTokens_andNoOthers() {
        BearerToken first = bearer(ONE);
        var pinned = provider.of(ONE).under(reference(1));
        assertThat(pinned.bearer(Deadline.NEVER)).isSameAs(first);
        time.advance(FakeAuth.ACCESS_LIFE);
        assertThat(pinned.bearer(Deadline.NEVER).reveal()).startsWith("refreshed");
        provider.of(ONE).anew().bearer(Deadline.NEVER);
        assertThatThrownBy(() -> pinned.bearer(Deadline.NEVER))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("not from the requested sign-in");
        assertThat(logins).as("it never signs in").hasValue(2);
    }

    @Test
    void sourceOfASignIn_thatKsefEnded_failsAlone() {
        bearer(ONE);
        var pinned = provider.of(ONE).under(reference(1));
        time.advance(FakeAuth.ACCESS_LIFE);
        auth.refreshes.add(FakeAuth.failing(400, 21301));
        assertThatThrownBy(() -> pinned.bearer(Deadline.NEVER)).isInstanceOf(KsefException.class);
        assertThat(bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void oneContext_neverWaitsForAnother() throws Exception {
        var entered = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        signIn = (context, credentials, deadline) -> {
            if (context.equals(ONE)) {
                entered.countDown();
                await(mayEnd);
            }
            return login(context, credentials, deadline);
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<BearerToken> blocked = threads.submit(() -> bearer(ONE));
            entered.await();
            assertThat(threads.submit(() -> bearer(OTHER)).get(10, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(blocked).isNotDone();
            mayEnd.countDown();
            assertThat(blocked.get(10, TimeUnit.SECONDS)).isNotNull();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyThreads_meetingAnEmptySlot_causeOneSignIn() throws Exception {
        signIn = (context, credentials, deadline) -> {
            await(new CountDownLatch(1), 30);
            return login(context, credentials, deadline);
        };
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Future<BearerToken>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(threads.submit(() -> bearer(ONE)));
            }
            for (Future<BearerToken> one : all) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(bearer(ONE));
            }
            assertThat(logins).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void signOut_closesTheAuthenticationSessionWithTheRefreshToken_andForgets() {
        bearer(ONE);
        provider.of(ONE).signOut(Deadline.NEVER);
        assertThat(closed).hasValue(1);
        bearer(ONE);
        assertThat(logins).hasValue(2);
    }

    @Test
    void signOut_thatFails_canBeTriedAgain() {
        bearer(ONE);
        closing.add(Faked.error(503, 0));
        assertThatThrownBy(() -> provider.of(ONE).signOut(Deadline.NEVER)).isInstanceOf(KsefException.class);
        provider.of(ONE).signOut(Deadline.NEVER);
        assertThat(closed).hasValue(2);
    }

    @Test
    void signOut_whileSomebodySignsIn_closesTheNewSessionToo() {
        signIn = (context, credentials, deadline) -> {
            provider.of(ONE).signOut(deadline);
            return login(context, credentials, deadline);
        };
        assertThatThrownBy(() -> bearer(ONE)).isInstanceOf(KsefException.class).hasMessageContaining("signed out");
        assertThat(closed).as("the session that was under way").hasValue(1);
    }

    @Test
    void signOut_withoutTokens_makesNoCall() {
        provider.of(ONE).signOut(Deadline.NEVER);
        assertThat(transport.scopes()).isEmpty();
    }
}
