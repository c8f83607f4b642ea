package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.TokenListener;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.MemoryTokenStore;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokenListenerTest extends TokenScenario {

    private final List<TokenUpdate> updates = new ArrayList<>();
    private final TokenProvider told = settings().tokenListener(updates::add).build();

    @Test
    void signIn_refresh_andSeed_areTold_withWhatChanged() {
        AccessToken first = told.bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE);
        AccessToken second = told.bearer(ONE);
        AuthenticationTokens seeded = login(OTHER, TOKEN, Deadline.NEVER).tokens();
        told.seed(ONE, seeded);
        assertThat(updates).extracting(TokenUpdate::context).containsOnly(ONE);
        assertThat(updates)
                .extracting(update -> update.tokens().accessToken())
                .containsExactly(first, second, seeded.accessToken());
        assertThat(updates).extracting(TokenUpdate::accessChanged).containsExactly(true, true, true);
        assertThat(updates).extracting(TokenUpdate::refreshChanged).containsExactly(true, false, true);
        assertThat(updates.get(1).tokens().refreshToken())
                .as("both tokens, whichever changed")
                .isEqualTo(updates.get(0).tokens().refreshToken());
        assertThat(told.bearer(ONE)).isSameAs(seeded.accessToken());
    }

    @Test
    void listener_seesTheTokenInUseAlready() {
        List<AccessToken> seen = new ArrayList<>();
        told.addListener(update -> seen.add(told.bearer(update.context())));
        AccessToken token = told.bearer(ONE);
        assertThat(seen).containsExactly(token);
    }

    @Test
    void exception_reachesTheCallerWhoCausedIt_andTheTokenStays() {
        TokenListener failing = update -> {
            throw new IllegalStateException("cannot persist");
        };
        told.addListener(failing);
        List<TokenUpdate> later = new ArrayList<>();
        told.addListener(later::add);
        assertThatThrownBy(() -> told.bearer(ONE)).hasMessage("cannot persist");
        assertThat(later).as("all are told").hasSize(1);
        assertThat(told.bearer(ONE).reveal()).startsWith("login-1");
        told.removeListener(failing);
        time.advance(FakeAuth.ACCESS_LIFE);
        assertThat(told.bearer(ONE).reveal()).startsWith("refreshed");
    }

    @Test
    void exception_doesNotReachThoseWhoMerelyWaited() throws Exception {
        var entered = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        signIn = (context, credentials, deadline) -> {
            entered.countDown();
            await(mayEnd);
            return login(context, credentials, deadline);
        };
        told.addListener(update -> {
            throw new IllegalStateException("cannot persist");
        });
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try {
            Future<AccessToken> working = threads.submit(() -> told.bearer(ONE));
            entered.await();
            List<Future<AccessToken>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(threads.submit(() -> told.bearer(ONE)));
            }
            mayEnd.countDown();
            assertThatThrownBy(() -> working.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("cannot persist");
            for (Future<AccessToken> one : waiting) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void exceptionInTheBackground_isAnEvent() {
        List<Runnable> background = new ArrayList<>();
        TokenProvider provider = settings().background(background::add).build();
        provider.bearer(ONE);
        provider.addListener(update -> {
            throw new IllegalStateException("cannot persist");
        });
        time.advance(FakeAuth.ACCESS_LIFE.minusMinutes(1));
        provider.bearer(ONE);
        background.get(0).run();
        assertThat(troubles()).containsExactly(Step.LISTENING);
        assertThat(provider.bearer(ONE).reveal()).startsWith("refreshed");
    }

    @Test
    void slowListener_hearsOfTheNewerTokensAfterTheOlder_andNobodyElseWaitsForIt() throws Exception {
        var mayEnd = new CountDownLatch(1);
        try (var threads = new TestThreads()) {
            BlockingQueue<String> heard = listeningSlowly(told, mayEnd);
            Future<AccessToken> first = threads.start(() -> told.bearer(ONE));
            assertThat(heard.take()).isEqualTo("begins login-1" + ONE);
            told.seed(ONE, login(OTHER, TOKEN, Deadline.NEVER).tokens());
            told.invalidate(ONE);
            AccessToken third = told.bearer(ONE);
            assertThat(heard).as("one at a time").isEmpty();
            mayEnd.countDown();
            assertThat(List.of(heard.take(), heard.take(), heard.take(), heard.take(), heard.take()))
                    .containsExactly(
                            "ends login-1" + ONE,
                            "begins login-2" + OTHER,
                            "ends login-2" + OTHER,
                            "begins " + third.reveal(),
                            "ends " + third.reveal());
            first.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void listenerOfAnotherContext_isToldMeanwhile() throws Exception {
        var mayEnd = new CountDownLatch(1);
        try (var threads = new TestThreads()) {
            BlockingQueue<String> heard = listeningSlowly(told, mayEnd);
            Future<AccessToken> first = threads.start(() -> told.bearer(ONE));
            assertThat(heard.take()).isEqualTo("begins login-1" + ONE);
            Future<AccessToken> other = threads.start(() -> told.bearer(OTHER));
            assertThat(heard.take()).isEqualTo("begins login-2" + OTHER);
            mayEnd.countDown();
            first.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            other.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void exceptionAboutTokensThatWereToldLater_isAnEvent() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var trouble = new CountDownLatch(1);
        TokenProvider provider = settings()
                .listener(new KsefListener() {
                    @Override
                    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
                        events.on(event);
                        trouble.countDown();
                    }
                })
                .tokenListener(update -> {
                    if (begun.getCount() == 0) {
                        throw new IllegalStateException("cannot persist");
                    }
                    begun.countDown();
                    await(mayEnd);
                })
                .build();
        try (var threads = new TestThreads()) {
            Future<AccessToken> first = threads.start(() -> provider.bearer(ONE));
            begun.await();
            provider.seed(ONE, login(OTHER, TOKEN, Deadline.NEVER).tokens());
            mayEnd.countDown();
            first.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(trouble.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(troubles()).containsExactly(Step.LISTENING);
        }
    }

    @Test
    void errorAboutTokensThatWereToldLater_keepsNothingFromTheOthers() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        told.addListener(update -> {
            if (begun.getCount() == 0) {
                throw new NoClassDefFoundError("of the application");
            }
            begun.countDown();
            await(mayEnd);
        });
        told.addListener(update -> heard.add(update.tokens().accessToken().reveal()));
        try (var threads = new TestThreads()) {
            Future<AccessToken> first = threads.start(() -> told.bearer(ONE));
            begun.await();
            told.seed(ONE, login(OTHER, TOKEN, Deadline.NEVER).tokens());
            told.seed(ONE, login(ONE, TOKEN, Deadline.NEVER).tokens());
            mayEnd.countDown();
            first.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(heard.poll(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("login-1" + ONE);
            assertThat(heard.poll(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("login-2" + OTHER);
            assertThat(heard.poll(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("login-3" + ONE);
        }
    }

    @Test
    void error_reachesTheCallerWhoCausedIt_andAllAreTold() {
        told.addListener(update -> {
            throw new NoClassDefFoundError("of the application");
        });
        List<TokenUpdate> later = new ArrayList<>();
        told.addListener(later::add);
        assertThatThrownBy(() -> told.bearer(ONE)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(later).hasSize(1);
    }

    /** A clock that jumps between two looks at tokens from a store makes two changes of one renewal. */
    @Test
    void clockThatJumpsAtAnyOfItsReadings_keepsNothingFromTheListeners() throws Exception {
        for (int reading = 1; reading <= 20; reading++) {
            var jumping = new JumpingTime(time);
            var store = new MemoryTokenStore();
            settings().store(store).build().bearer(ONE);
            BlockingQueue<AccessToken> heard = new LinkedBlockingQueue<>();
            TokenProvider client = TokenProvider.builder(
                            "TEST",
                            transport,
                            this::login,
                            CredentialsProvider.fixed(TOKEN),
                            new ServerClock(jumping),
                            jumping)
                    .store(store)
                    .tokenListener(update -> heard.add(update.tokens().accessToken()))
                    .build();
            jumping.jumpAt(reading);
            client.bearer(ONE);
            AccessToken last = client.of(ONE).signInAnew(Deadline.NEVER);
            AccessToken told;
            do {
                told = heard.poll(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            } while (told != null && !told.equals(last));
            assertThat(told).as("after reading " + reading).isEqualTo(last);
        }
    }

    /** A wall clock that somebody sets ahead when it is read for the given time. */
    private static final class JumpingTime implements Time {

        private final FakeTime time;
        private int left = Integer.MAX_VALUE;

        JumpingTime(FakeTime time) {
            this.time = time;
        }

        void jumpAt(int reading) {
            left = reading;
        }

        @Override
        public long millis() {
            return time.millis();
        }

        @Override
        public synchronized long wallMillis() {
            left--;
            return time.wallMillis() + (left <= 0 ? FakeAuth.ACCESS_LIFE.toMillis() : 0);
        }

        @Override
        public void sleepUntil(long atMillis) throws InterruptedException {
            time.sleepUntil(atMillis);
        }
    }

    private static BlockingQueue<String> listeningSlowly(TokenProvider provider, CountDownLatch mayEnd) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        provider.addListener(update -> {
            heard.add("begins " + update.tokens().accessToken().reveal());
            await(mayEnd);
            heard.add("ends " + update.tokens().accessToken().reveal());
        });
        return heard;
    }

    @Test
    void nothingNew_isNotTold() {
        told.bearer(ONE);
        told.bearer(ONE);
        told.invalidate(ONE);
        assertThat(updates).hasSize(1);
    }
}
