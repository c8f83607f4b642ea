package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailsafeTokenStoreTest extends TokenScenario {

    private static final TokenKey KEY = new TokenKey("TEST", ONE, TOKEN.id());

    private final Kept store = new Kept();
    private final TokenProvider first = settings().store(store).build();

    @Test
    void restart_doesNotSignInAgain() {
        AccessToken before = first.bearer(ONE);
        TokenProvider restarted = settings().store(store).build();
        assertThat(restarted.bearer(ONE)).isEqualTo(before);
        time.advance(FakeAuth.ACCESS_LIFE);
        assertThat(settings().store(store).build().bearer(ONE).reveal())
                .as("the refresh token was kept, too")
                .startsWith("refreshed");
        assertThat(logins).hasValue(1);
    }

    @Test
    void restart_keepsTheSignIn() {
        first.bearer(ONE);
        var restarted = settings().store(store).build().of(ONE);
        assertThat(restarted.under(reference(1)).bearer(Deadline.NEVER)).isNotNull();
        assertThatThrownBy(() -> restarted.under(reference(2)).bearer(Deadline.NEVER))
                .isInstanceOf(KsefException.class);
        assertThat(logins).hasValue(1);
    }

    @Test
    void otherUserOfTheStore_refreshed_andItsTokenIsTaken() {
        TokenProvider second = settings().store(store).build();
        AccessToken old = first.bearer(ONE);
        assertThat(second.bearer(ONE)).isEqualTo(old);
        time.advance(FakeAuth.ACCESS_LIFE);
        AccessToken refreshed = second.bearer(ONE);
        assertThat(first.bearer(ONE)).isEqualTo(refreshed);
        assertThat(auth.calls).containsExactly("refresh");
    }

    @Test
    void refusedToken_isNotTakenFromTheStoreAgain() {
        AccessToken refused = first.bearer(ONE);
        first.invalidate(ONE, refused);
        assertThat(first.bearer(ONE)).isNotEqualTo(refused);
        assertThat(store.kept.get(KEY).accessToken()).isEqualTo(first.bearer(ONE));
    }

    @Test
    void refreshTokenThatKsefRefuses_leavesTheStoreToo() {
        first.bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE);
        auth.refreshes.add(FakeAuth.failing(400, 21301));
        signIn = (context, credentials, deadline) -> {
            throw new KsefException("no");
        };
        assertThatThrownBy(() -> first.bearer(ONE)).hasMessage("no");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void invalidatedContext_signsIn_andTheStoreForgetsIt() {
        first.bearer(ONE);
        first.invalidate(ONE);
        assertThat(store.kept).isEmpty();
        assertThat(first.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void signOut_afterARestart_closesWhatTheStoreKnows() {
        first.bearer(ONE);
        settings().store(store).build().of(ONE).signOut(Deadline.NEVER);
        assertThat(closed).hasValue(1);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void otherEnvironmentOrCredentials_areOthersTokens() {
        first.bearer(ONE);
        Credentials other = Credentials.ksefToken("other");
        TokenProvider.builder(
                        "TEST", transport, this::login, CredentialsProvider.fixed(other), new ServerClock(time), time)
                .store(store)
                .build()
                .bearer(ONE);
        TokenProvider.builder(
                        "DEMO", transport, this::login, CredentialsProvider.fixed(TOKEN), new ServerClock(time), time)
                .store(store)
                .build()
                .bearer(ONE);
        assertThat(logins).hasValue(3);
        assertThat(store.kept)
                .containsOnlyKeys(KEY, new TokenKey("TEST", ONE, other.id()), new TokenKey("DEMO", ONE, TOKEN.id()));
    }

    /** Stores of others throw what they like. */
    static Stream<RuntimeException> troublesOfAStore() {
        return Stream.of(new KsefStorageException("disk full", null), new IllegalStateException("connection lost"));
    }

    @ParameterizedTest
    @MethodSource("troublesOfAStore")
    void brokenStore_costsNobodyACall_andIsTold(RuntimeException trouble) {
        store.broken = trouble;
        AccessToken token = first.bearer(ONE);
        assertThat(first.bearer(ONE)).isSameAs(token);
        first.invalidate(ONE);
        assertThat(troubles()).containsExactly(Step.FINDING, Step.AGREEING, Step.SAVING, Step.REMOVING);
        assertThat(logins).hasValue(1);
    }

    @Test
    void storeThatBreaksAfterTheWork_doesNotUndoIt() {
        store.breaksAfterwards = true;
        assertThat(first.bearer(ONE)).isNotNull();
        assertThat(logins).hasValue(1);
    }

    @Test
    void failureOfTheSignIn_passesThroughTheStoresLock_once() {
        signIn = (context, credentials, deadline) -> {
            logins.incrementAndGet();
            throw new KsefException("no");
        };
        assertThatThrownBy(() -> first.bearer(ONE)).hasMessage("no");
        assertThat(logins).hasValue(1);
        assertThat(troubles()).as("the store had none").containsExactly(Step.SIGNING_IN);
    }

    @Test
    void keptTokens_thatAreOver_areReplaced() {
        var now = time.instant().atOffset(ZoneOffset.UTC);
        store.kept.put(
                KEY,
                new StoredTokens(
                        new AccessToken("old", now.minusMinutes(1)), new RefreshToken("kept", now.plusDays(1)), null));
        assertThat(first.bearer(ONE).reveal()).startsWith("refreshed");
        store.kept.put(KEY, new StoredTokens(null, new RefreshToken("kept", now.minusDays(1)), null));
        assertThat(settings().store(store).build().bearer(ONE).reveal()).startsWith("login");
    }

    @Test
    void localClockFarAhead_isSetRightByTheFirstRefresh() {
        first.bearer(ONE);
        auth.ahead = Duration.ofHours(-3);
        var now = time.instant().minus(Duration.ofHours(3)).atOffset(ZoneOffset.UTC);
        store.kept.put(KEY, new StoredTokens(null, new RefreshToken("kept", now.plusDays(7)), null));
        TokenProvider restarted = settings().store(store).build();
        AccessToken token = restarted.bearer(ONE);
        assertThat(restarted.bearer(ONE)).as("good by KSeF's clock").isSameAs(token);
        assertThat(auth.calls).containsExactly("refresh", "challenge");
    }

    /** Keeps tokens in memory, and breaks on demand. */
    private static final class Kept implements TokenStore {

        final Map<TokenKey, StoredTokens> kept = new ConcurrentHashMap<>();

        @Nullable
        RuntimeException broken;

        boolean breaksAfterwards;

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            fail();
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {
            fail();
            kept.put(key, tokens);
        }

        @Override
        public void remove(TokenKey key) {
            fail();
            kept.remove(key);
        }

        @Override
        public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
            fail();
            T result = work.get();
            if (breaksAfterwards) {
                throw new KsefStorageException("the lock was lost", null);
            }
            return result;
        }

        private void fail() {
            if (broken != null) {
                throw broken;
            }
        }
    }
}
