package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens between two steps of a renewal: each test puts one act into one gap. */
class TokenRacesTest extends TokenScenario {

    private static final TokenKey KEY = new TokenKey("TEST", ONE, TOKEN.id());
    private static final Runnable NOTHING = () -> {};

    private final Store store = new Store();
    private final List<TokenUpdate> updates = new ArrayList<>();
    private final TokenProvider kept =
            settings().store(store).tokenListener(updates::add).build();

    @Test
    void refusedToken_staysRefused_whateverIsRefusedAfterIt() {
        AccessToken older = kept.bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE);
        AccessToken refused = kept.bearer(ONE);
        kept.invalidate(ONE, refused);
        kept.invalidate(ONE, older);
        assertThat(kept.bearer(ONE)).as("the store still holds the refused one").isNotEqualTo(refused);
    }

    @Test
    void seed_whileSomebodySignsIn_isNotReplacedByIt() {
        signIn = (context, credentials, deadline) -> {
            kept.seed(ONE, tokens("seeded"));
            return login(context, credentials, deadline);
        };
        kept.bearer(ONE);
        assertThat(kept.bearer(ONE).reveal()).isEqualTo("seeded");
        assertStored("seeded");
        assertThat(updates)
                .extracting(update -> update.tokens().accessToken().reveal())
                .containsExactly("seeded");
    }

    @Test
    void seed_whileTheStoreIsRead_isNotReplacedByWhatItHeld() {
        store.kept.put(KEY, StoredTokens.of(tokens("old")));
        store.afterFind = () -> kept.seed(ONE, tokens("seeded"));
        kept.bearer(ONE);
        assertThat(kept.bearer(ONE).reveal()).isEqualTo("seeded");
        assertStored("seeded");
    }

    @Test
    void seed_whileARefusedRefreshTokenLeavesTheStore_staysThere() {
        kept.bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE);
        auth.refreshes.add(FakeAuth.failing(400, 21301));
        signIn = (context, credentials, deadline) -> {
            throw new KsefException("no");
        };
        store.beforeRemove = () -> kept.seed(ONE, tokens("seeded"));
        assertThatThrownBy(() -> kept.bearer(ONE)).hasMessage("no");
        assertThat(kept.bearer(ONE).reveal()).isEqualTo("seeded");
        assertStored("seeded");
    }

    @Test
    void invalidation_whileSomebodySignsIn_leavesNothingOfIt() {
        signIn = (context, credentials, deadline) -> {
            if (logins.get() == 0) {
                kept.invalidate(ONE);
            }
            return login(context, credentials, deadline);
        };
        kept.bearer(ONE);
        assertThat(store.kept).isEmpty();
        assertThat(updates).isEmpty();
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void invalidation_whileNewTokensAreSaved_leavesThemNowhere() {
        store.beforeSave = () -> kept.invalidate(ONE);
        kept.bearer(ONE);
        assertThat(store.kept).isEmpty();
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void invalidation_whileTheStoreIsRead_leavesNothingOfWhatItHeld() {
        store.kept.put(KEY, StoredTokens.of(tokens("old")));
        store.afterFind = () -> kept.invalidate(ONE);
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-1");
        assertStored("login-1" + ONE);
    }

    @Test
    void signOut_whileTheTokenIsRefreshed_leavesNothingOfIt() {
        kept.bearer(ONE);
        updates.clear();
        time.advance(FakeAuth.ACCESS_LIFE);
        auth.refreshes.add(() -> kept.of(ONE).signOut(Deadline.NEVER));
        kept.bearer(ONE);
        assertThat(closed).hasValue(1);
        assertThat(store.kept).isEmpty();
        assertThat(updates).as("nobody is told of tokens that have ended").isEmpty();
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void signOut_whileTheRefreshedTokenIsSaved_leavesItNowhere() {
        kept.bearer(ONE);
        time.advance(FakeAuth.ACCESS_LIFE);
        store.beforeSave = () -> kept.of(ONE).signOut(Deadline.NEVER);
        kept.bearer(ONE);
        assertThat(store.kept).isEmpty();
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-2");
    }

    @Test
    void signOut_afterTheSignInWasMade_butBeforeItIsKept_endsIt() {
        signIn = (context, credentials, deadline) -> {
            CompletedSignIn made = login(context, credentials, deadline);
            kept.of(ONE).signOut(Deadline.NEVER);
            return made;
        };
        assertThatThrownBy(() -> kept.bearer(ONE))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("signed out");
        assertThat(closed).hasValue(1);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void signIn_thatBeginsWhileSomebodySignsOut_isKept() {
        kept.bearer(ONE);
        whileClosing = () -> kept.of(ONE).signInAnew(Deadline.NEVER);
        kept.of(ONE).signOut(Deadline.NEVER);
        assertThat(kept.bearer(ONE).reveal()).startsWith("login-2");
        assertStored("login-2" + ONE);
        assertThat(logins).as("it is not lost, and its session not left open").hasValue(2);
        assertThat(closed).hasValue(1);
    }

    @Test
    void tokenThatAWaiterHasSeenRefused_isNotWhatItGetsFromTheOneItWaitedFor() throws Exception {
        var waiting = new CountDownLatch(1);
        var refused = new AtomicReference<AccessToken>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            var second = new AtomicReference<Future<AccessToken>>();
            store.beforeSave = () -> {
                second.set(threads.submit(() -> {
                    AccessToken first = kept.bearer(ONE);
                    refused.set(first);
                    kept.invalidate(ONE, first);
                    waiting.countDown();
                    return kept.bearer(ONE);
                }));
                await(waiting);
                pause();
            };
            kept.bearer(ONE);
            assertThat(second.get().get(20, TimeUnit.SECONDS)).isNotEqualTo(refused.get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(auth.calls).containsExactly("refresh");
    }

    @Test
    void tokensOfOneSignIn_thatAnotherProcessRefreshed_stillMeetTheDemandForIt() {
        var anew = kept.of(ONE).anew();
        anew.bearer(Deadline.NEVER);
        time.advance(FakeAuth.ACCESS_LIFE);
        settings().store(store).build().bearer(ONE);
        kept.bearer(ONE);
        anew.bearer(Deadline.NEVER);
        assertThat(logins).hasValue(1);
    }

    private void assertStored(String access) {
        assertThat(store.kept.get(KEY))
                .extracting(tokens -> tokens.accessToken().reveal())
                .isEqualTo(access);
    }

    private AuthenticationTokens tokens(String access) {
        var now = time.instant().atOffset(java.time.ZoneOffset.UTC);
        return new AuthenticationTokens(
                new AccessToken(access, now.plus(FakeAuth.ACCESS_LIFE)),
                new RefreshToken("refresh-of-" + access, now.plusDays(7)));
    }

    /** Lets the other thread come to wait; if it comes later, it only finds less to wait for. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(100).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets one act happen once in each of its gaps. */
    private static final class Store implements TokenStore {

        final Map<TokenKey, StoredTokens> kept = new ConcurrentHashMap<>();
        Runnable afterFind = NOTHING;
        Runnable beforeSave = NOTHING;
        Runnable beforeRemove = NOTHING;

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            Optional<StoredTokens> found = Optional.ofNullable(kept.get(key));
            Runnable act = afterFind;
            afterFind = NOTHING;
            act.run();
            return found;
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {
            Runnable act = beforeSave;
            beforeSave = NOTHING;
            act.run();
            kept.put(key, tokens);
        }

        @Override
        public void remove(TokenKey key) {
            Runnable act = beforeRemove;
            beforeRemove = NOTHING;
            act.run();
            kept.remove(key);
        }
    }
}
