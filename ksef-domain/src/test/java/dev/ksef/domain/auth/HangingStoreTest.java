package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.thread.TestThreads;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that does not answer: a process that was stopped holds its lock, its server is gone, or its disk hangs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingStoreTest extends TokenScenario {

    private final Hanging store = new Hanging();
    private final TokenProvider kept = settings().store(store).build();

    @AfterEach
    void goOn() {
        store.goOn.countDown();
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(Step.AGREEING, List.of(Step.AGREEING, Step.FINDING)),
                Arguments.of(Step.FINDING, List.of(Step.FINDING, Step.AGREEING)),
                Arguments.of(Step.SAVING, List.of(Step.SAVING)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void storeThatNeverAnswers_costsNobodyACall_andIsTold(Step hanging, List<Step> told) throws Exception {
        store.hangs.add(hanging);
        AccessToken token = kept.bearer(ONE, soon());
        assertThat(token.reveal()).startsWith("login-1");
        assertThat(kept.bearer(ONE, soon())).isSameAs(token);
        assertThat(troubles()).containsExactlyElementsOf(told);
        store.goOn.countDown();
        assertThat(store.nextSaved()).as("it gets the tokens when it goes on").isEqualTo(token.reveal());
        assertThat(logins).hasValue(1);
    }

    @Test
    void storeThatDoesNotAnswer_isNotWaitedForAgain() throws Exception {
        store.hangs.add(Step.SAVING);
        kept.bearer(ONE, soon());
        time.advance(FakeAuth.ACCESS_LIFE);
        AccessToken second = kept.bearer(ONE, Deadline.NEVER);
        assertThat(second.reveal()).startsWith("refreshed");
        time.advance(FakeAuth.ACCESS_LIFE);
        AccessToken third = kept.bearer(ONE, Deadline.NEVER);
        assertThat(troubles())
                .containsExactly(
                        Step.SAVING,
                        Step.FINDING,
                        Step.AGREEING,
                        Step.SAVING,
                        Step.FINDING,
                        Step.AGREEING,
                        Step.SAVING);
        store.goOn.countDown();
        assertThat(store.nextSaved()).as("what was being saved").startsWith("login");
        assertThat(store.nextSaved()).as("the newest, and none in between").isEqualTo(third.reveal());
    }

    @Test
    void othersThatWaitForTheTokens_doNotWaitForTheStore() throws Exception {
        var signingIn = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        store.hangs.add(Step.SAVING);
        signIn = (context, credentials, deadline) -> {
            signingIn.countDown();
            await(mayGoOn);
            return login(context, credentials, deadline);
        };
        try (var threads = new TestThreads()) {
            Future<AccessToken> worker = threads.start(() -> kept.bearer(ONE, patient()));
            signingIn.await();
            Future<AccessToken> waiter = threads.start(() -> kept.bearer(ONE, patient()));
            mayGoOn.countDown();
            assertThat(waiter.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .reveal())
                    .startsWith("login-1");
            store.goOn.countDown();
            worker.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void interrupt_endsTheWaitForAStore() {
        store.hangs.add(Step.AGREEING);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> kept.bearer(ONE, Deadline.NEVER))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("token store");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(logins).hasValue(0);
    }

    @Test
    void closing_endsTheWaitForAStore() throws Exception {
        store.hangs.add(Step.FINDING);
        var closable = new ClosableTime(time);
        TokenProvider closing = TokenProvider.builder(
                        "TEST",
                        transport,
                        this::login,
                        CredentialsProvider.fixed(TOKEN),
                        new ServerClock(time),
                        closable)
                .store(store)
                .build();
        try (var threads = new TestThreads()) {
            Future<AccessToken> waiter = threads.start(() -> closing.bearer(ONE, Deadline.NEVER));
            store.hanging.await();
            closable.close();
            assertThatThrownBy(() -> waiter.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(KsefDeadlineException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void lockThatComesTooLate_isReleasedWithoutWork() throws Exception {
        store.hangs.add(Step.AGREEING);
        kept.bearer(ONE, soon());
        store.goOn.countDown();
        assertThat(store.released.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(logins).hasValue(1);
    }

    @Test
    void savingThatFailed_isDoneByALaterUse() throws Exception {
        store.broken = true;
        AccessToken token = kept.bearer(ONE, soon());
        store.broken = false;
        time.advance(Duration.ofMinutes(1));
        assertThat(kept.bearer(ONE, soon())).isSameAs(token);
        assertThat(store.nextSaved()).isEqualTo(token.reveal());
        assertThat(troubles()).containsExactly(Step.SAVING);
    }

    @Test
    void tokens_areSavedWhileTheStoresLockIsHeld() throws Exception {
        AccessToken token = kept.bearer(ONE, soon());
        assertThat(store.nextSaved()).isEqualTo(token.reveal());
        assertThat(store.savedUnderTheLock).as("or the next one signs in, too").isTrue();
    }

    private Deadline soon() {
        return Deadline.after(Duration.ofMillis(400), time);
    }

    private Deadline patient() {
        return Deadline.after(Duration.ofSeconds(TestThreads.PATIENCE_SECONDS), time);
    }

    /** Hangs where it is told to, until it may go on. */
    private static final class Hanging implements TokenStore {

        final Set<Step> hangs = EnumSet.noneOf(Step.class);
        final CountDownLatch hanging = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final BlockingQueue<String> saved = new LinkedBlockingQueue<>();
        volatile boolean broken;
        volatile boolean savedUnderTheLock;
        private volatile boolean locked;

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            hang(Step.FINDING);
            return Optional.empty();
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {
            savedUnderTheLock = locked;
            hang(Step.SAVING);
            if (broken) {
                throw new KsefStorageException("disk full", null);
            }
            saved.add(tokens.accessToken().reveal());
        }

        @Override
        public void remove(TokenKey key) {
            hang(Step.REMOVING);
        }

        @Override
        public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
            hang(Step.AGREEING);
            locked = true;
            T result = work.get();
            locked = false;
            released.countDown();
            return result;
        }

        String nextSaved() throws InterruptedException {
            return saved.poll(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        private void hang(Step step) {
            if (hangs.contains(step)) {
                hanging.countDown();
                boolean interrupted = false;
                while (goOn.getCount() > 0) {
                    try {
                        goOn.await();
                    } catch (InterruptedException ignored) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
