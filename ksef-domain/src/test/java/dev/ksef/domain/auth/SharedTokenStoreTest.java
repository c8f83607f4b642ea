package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.store.MemoryTokenStore;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes with one store, whose lock is a lease that can be lost. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedTokenStoreTest extends TokenScenario {

    private static final TokenKey KEY = new TokenKey("TEST", ONE, TOKEN.id());
    private static final int NODES = 10;
    private static final int CONTEXTS = 100;

    private final MemoryTokenStore shared = new MemoryTokenStore(time);
    private final Node first = new Node(time);
    private final Node second = new Node(time);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void letAllGoOn() {
        goOn.countDown();
    }

    @Test
    void coldNode_whoseTokensAreStored_readsOnceAndTakesNoLease() {
        AccessToken token = first.bearer();
        assertThat(first.calls).containsExactly("find", "exclusively", "find", "save");
        assertThat(second.bearer()).isEqualTo(token);
        assertThat(second.calls).containsExactly("find");
    }

    @Test
    void coldNode_whoseStoredTokensHelpNoLonger_readsAgainUnderTheLease() {
        first.bearer();
        time.advance(FakeAuth.ACCESS_LIFE);
        second.bearer();
        assertThat(second.calls).containsExactly("find", "exclusively", "find", "save");
        assertThat(auth.calls).containsExactly("refresh");
    }

    @Test
    void tenNodes_thatMeetAHundredColdContexts_signInOnceForEach() throws Exception {
        List<Nip> contexts = IntStream.range(0, CONTEXTS)
                .mapToObj(number -> new Nip(String.valueOf(1_000_000_000 + number)))
                .toList();
        List<Node> nodes =
                IntStream.range(0, NODES).mapToObj(number -> new Node(time)).toList();
        TestThreads.runTogether(NODES * 2, thread -> {
            for (int i = 0; i < CONTEXTS; i++) {
                Nip context = contexts.get((i + thread / 4 * 20) % CONTEXTS);
                assertThat(nodes.get(thread % NODES)
                                .tokens
                                .bearer(context, patient())
                                .reveal())
                        .endsWith(context.toString());
            }
        });
        assertThat(logins).hasValue(CONTEXTS);
        assertThat(shared.size()).isEqualTo(CONTEXTS);
        assertThat(nodes).allSatisfy(node -> assertThat(node.troubles()).isEmpty());
    }

    @Test
    void nodeThatStopsForLongerThanItsLease_goesOnWithItsTokens_andLeavesTheNewerOnes() throws Exception {
        BackgroundCall stopped = stoppedAfterItsSignIn();
        shared.loseLease(KEY);
        time.advance(Duration.ofMinutes(1));
        AccessToken newer = second.bearer();
        wakesUp(stopped);
        assertThat(first.troubles()).containsExactly(Step.SAVING);
        assertThat(first.failures()).containsExactly("KsefStorageException");
        assertStored(newer);

        int before = first.calls.size();
        time.advance(Duration.ofMinutes(1));
        AccessToken own = first.bearer();
        assertThat(own.reveal()).as("a good token stays in use").startsWith("login-1");
        await(() -> first.calls.size() > before);
        time.advance(Duration.ofMinutes(1));
        assertThat(first.bearer()).isSameAs(own);
        assertThat(first.calls.subList(before, first.calls.size()))
                .as("it looked, and left the newer tokens alone for good")
                .containsExactly("find");
        assertThat(first.troubles()).hasSize(1);
        assertStored(newer);

        time.advance(FakeAuth.ACCESS_LIFE.minusMinutes(3));
        assertThat(first.bearer()).as("taken when its own was over").isEqualTo(newer);
        assertThat(logins).hasValue(2);
    }

    @Test
    void nodeWithTheNewerTokens_savesThemLater() throws Exception {
        BackgroundCall stopped = stoppedAfterItsSignIn();
        shared.loseLease(KEY);
        shared.ofAnotherProcess().save(KEY, tokensThatEnd(Duration.ofDays(6)));
        wakesUp(stopped);
        time.advance(Duration.ofMinutes(1));
        AccessToken own = first.bearer();
        await(() -> shared.find(KEY).orElseThrow().accessToken().equals(own));
        assertThat(first.troubles()).containsExactly(Step.SAVING);
    }

    @Test
    void nodeThatDiesWhileItSignsIn_keepsTheOthersOutUntilItsLeaseEnds() throws Exception {
        var begun = new CountDownLatch(1);
        signIn = (context, credentials, deadline) -> {
            begun.countDown();
            await(goOn, TestThreads.PATIENCE_SECONDS * 1000);
            throw new KsefException("dead");
        };
        BackgroundCall dead = BackgroundCall.started(() -> first.bearer().validUntilMillis());
        await(() -> begun.getCount() == 0);
        signIn = this::login;
        BackgroundCall other = BackgroundCall.waiting(() -> second.bearer().validUntilMillis());
        await(() -> second.calls.contains("exclusively"));
        assertThat(other.isDone()).isFalse();
        assertThat(logins).hasValue(0);
        shared.loseLease(KEY);
        other.result();
        assertThat(logins).hasValue(1);
        assertThat(second.troubles()).isEmpty();
        goOn.countDown();
        assertThat(dead.failure()).hasMessage("dead");
        assertThat(shared.find(KEY)).as("what the other one wrote stays").isPresent();
    }

    @Test
    void signInThatFailsAfterItsLeaseWasLost_isTheCallersProblem_andLeavesTheTokens() throws Exception {
        first.bearer();
        time.advance(FakeAuth.ACCESS_LIFE);
        auth.refreshes.add(FakeAuth.failing(400, 21301));
        signIn = (context, credentials, deadline) -> {
            shared.loseLease(KEY);
            shared.ofAnotherProcess().save(KEY, tokensThatEnd(Duration.ofDays(8)));
            throw new KsefException("no");
        };
        assertThatThrownBy(first::bearer).hasMessage("no");
        assertThat(first.troubles()).containsExactly(Step.SIGNING_IN, Step.REMOVING);
        assertThat(shared.find(KEY)).contains(tokensThatEnd(Duration.ofDays(8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void nodeWithAWrongClock_waitsForTheLeaseOfTheOthers(int minutes) throws Exception {
        var wrong = new Node(new WrongClock(time, Duration.ofMinutes(minutes)));
        BackgroundCall stopped = stoppedAfterItsSignIn();
        BackgroundCall waiting = BackgroundCall.waiting(() -> wrong.bearer().validUntilMillis());
        await(() -> wrong.calls.contains("exclusively"));
        assertThat(waiting.isDone()).isFalse();
        goOn.countDown();
        stopped.result();
        waiting.result();
        assertThat(logins).hasValue(1);
        assertThat(wrong.troubles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 60})
    void nodeWithAWrongClock_signsInForNoCall_thatStoredTokensAreThereFor(int minutes) {
        var wrong = new Node(new WrongClock(time, Duration.ofMinutes(minutes)));
        first.bearer();
        for (int call = 0; call < 120; call++) {
            use(wrong);
            use(first);
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(logins).hasValue(1);
        assertThat(auth.calls.stream().filter("refresh"::equals).count())
                .as("refreshes in two hours, by both nodes together")
                .isBetween(7L, 10L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void nodeWithAWrongClock_thatSignsIn_doesSoOnce_andTheOthersTakeItsTokens(int minutes) {
        var wrong = new Node(new WrongClock(time, Duration.ofMinutes(minutes)));
        signIn = (context, credentials, deadline) -> {
            wrong.clock.learn(
                    new AuthChallenge(FakeAuth.challengeAt(1), time.instant().toEpochMilli(), null, null));
            return login(context, credentials, deadline);
        };
        AccessToken token = wrong.bearer();
        for (int call = 0; call < 10; call++) {
            assertThat(use(wrong)).isEqualTo(token);
            assertThat(use(first)).isEqualTo(token);
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(logins).hasValue(1);
        assertThat(auth.calls).isEmpty();
    }

    @Test
    void storeThatIsGoneForAMinute_costsNoCall_andNoSignIn_andIsToldNowAndThen() {
        List<Nip> contexts = IntStream.range(0, 20)
                .mapToObj(number -> new Nip(String.valueOf(1_000_000_000 + number)))
                .toList();
        contexts.forEach(first.tokens::bearer);
        time.advance(FakeAuth.ACCESS_LIFE);
        first.store.onAccess(() -> {
            throw new KsefStorageException("The database is gone", null);
        });
        for (int second = 0; second < 60; second++) {
            time.advance(Duration.ofSeconds(1));
            contexts.forEach(first.tokens::bearer);
        }
        for (Nip context : contexts) {
            List<Step> told = first.troubles(context);
            assertThat(told).startsWith(Step.FINDING, Step.AGREEING, Step.SAVING);
            assertThat(told).as("told of 60 calls in a minute").hasSizeBetween(3, 7);
        }
        assertThat(first.calls.size()).as("accesses by 1200 calls").isLessThan(300);

        first.store.onAccess(() -> {});
        time.advance(Duration.ofMinutes(1));
        for (Nip context : contexts) {
            AccessToken token = first.tokens.bearer(context);
            var key = new TokenKey("TEST", context, TOKEN.id());
            await(() -> shared.find(key).orElseThrow().accessToken().equals(token));
            assertThat(second.tokens.bearer(context)).isEqualTo(token);
        }
        assertThat(logins).hasValue(20);
        assertThat(auth.calls).hasSize(20);
    }

    @Test
    void storeThatIsGone_asksForNothing_whileTheTokensInMemoryAreGood() {
        AccessToken token = first.bearer();
        first.store.onAccess(() -> {
            throw new KsefStorageException("The database is gone", null);
        });
        int before = first.calls.size();
        for (int second = 0; second < 60; second++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(first.bearer()).isSameAs(token);
        }
        assertThat(first.calls).hasSize(before);
        assertThat(first.troubles()).isEmpty();
    }

    /** Stops where it has its tokens, and has not saved them. */
    private BackgroundCall stoppedAfterItsSignIn() {
        var signedIn = new CountDownLatch(1);
        signIn = (context, credentials, deadline) -> {
            CompletedSignIn made = login(context, credentials, deadline);
            signedIn.countDown();
            await(goOn, TestThreads.PATIENCE_SECONDS * 1000);
            return made;
        };
        BackgroundCall stopped = BackgroundCall.started(() -> first.bearer().validUntilMillis());
        await(() -> signedIn.getCount() == 0);
        signIn = this::login;
        return stopped;
    }

    private void wakesUp(BackgroundCall stopped) throws Exception {
        goOn.countDown();
        stopped.result();
        await(() -> first.returned.get() == 1);
    }

    /** A call with the token, which KSeF refuses if it is over. */
    private AccessToken use(Node node) {
        AccessToken token = node.bearer();
        if (token.validUntilMillis() > time.instant().toEpochMilli()) {
            return token;
        }
        node.tokens.invalidate(ONE, token);
        AccessToken next = node.bearer();
        assertThat(next.validUntilMillis()).isGreaterThan(time.instant().toEpochMilli());
        return next;
    }

    private void assertStored(AccessToken token) {
        assertThat(shared.find(KEY).orElseThrow().accessToken()).isEqualTo(token);
    }

    private StoredTokens tokensThatEnd(Duration refresh) {
        var start = OffsetDateTime.parse("2026-11-02T09:00:00Z");
        return new StoredTokens(
                new AccessToken("other", start.plusMinutes(15)),
                new RefreshToken("other-refresh", start.plus(refresh)),
                null);
    }

    private Deadline patient() {
        return Deadline.after(Duration.ofSeconds(TestThreads.PATIENCE_SECONDS), time);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestThreads.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    /** A process with a client of its own. */
    private final class Node implements TokenStore {

        final List<String> calls = new CopyOnWriteArrayList<>();
        /** How often {@code exclusively} has. */
        final AtomicInteger returned = new AtomicInteger();

        final MemoryTokenStore store = shared.ofAnotherProcess();
        final RecordedEvents told = new RecordedEvents();
        final ServerClock clock;
        final TokenProvider tokens;

        Node(Time ownTime) {
            clock = new ServerClock(ownTime);
            tokens = TokenProvider.builder(
                            "TEST",
                            transport,
                            (context, credentials, deadline) -> signIn.signIn(context, credentials, deadline),
                            CredentialsProvider.fixed(TOKEN),
                            clock,
                            ownTime)
                    .listener(told)
                    .store(this)
                    .build();
        }

        AccessToken bearer() {
            return tokens.bearer(ONE, patient());
        }

        List<Step> troubles() {
            return told.of(KsefEvent.TokenTrouble.class).stream()
                    .map(KsefEvent.TokenTrouble::step)
                    .toList();
        }

        List<Step> troubles(ContextIdentifier context) {
            return told.of(KsefEvent.TokenTrouble.class).stream()
                    .filter(trouble -> trouble.context().equals(context))
                    .map(KsefEvent.TokenTrouble::step)
                    .toList();
        }

        List<String> failures() {
            return told.of(KsefEvent.TokenTrouble.class).stream()
                    .map(KsefEvent.TokenTrouble::failure)
                    .toList();
        }

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            calls.add("find");
            return store.find(key);
        }

        @Override
        public void save(TokenKey key, StoredTokens saved) {
            calls.add("save");
            store.save(key, saved);
        }

        @Override
        public void remove(TokenKey key) {
            calls.add("remove");
            store.remove(key);
        }

        @Override
        public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
            calls.add("exclusively");
            try {
                return store.exclusively(key, deadline, work);
            } finally {
                returned.incrementAndGet();
            }
        }
    }

    /** The clock of a machine whose date is wrong. */
    private record WrongClock(Time time, Duration ahead) implements Time {

        @Override
        public long millis() {
            return time.millis();
        }

        @Override
        public long wallMillis() {
            return time.wallMillis() + ahead.toMillis();
        }

        @Override
        public void sleepUntil(long atMillis) throws InterruptedException {
            time.sleepUntil(atMillis);
        }
    }
}
