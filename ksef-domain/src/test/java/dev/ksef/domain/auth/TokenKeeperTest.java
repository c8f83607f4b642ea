package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.store.MemoryTokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokenKeeperTest extends TokenScenario {

    private final TokenKey key = new TokenKey("TEST", ONE, TOKEN.id());
    private final StoredTokens tokens = login(ONE, TOKEN, Deadline.NEVER).toStore();
    private final HeldTokens held = HeldTokens.of(tokens, 1, TokenMargins.USUAL, time.wallMillis());
    private final List<Step> troubles = new ArrayList<>();

    @Test
    void machineWithoutAThread_leavesTheStoreBehind_untilSomebodyAsksAgain() {
        var store = new MemoryTokenStore();
        var keeper = new TokenKeeper(store, key, () -> held, (step, failure) -> troubles.add(step));
        CompletableFuture<Void> done = keeper.ask(work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThat(done).isDone();
        assertThat(troubles).containsExactly(Step.SAVING);
        assertThat(keeper.isBehind()).isTrue();
        keeper.ask(Runnable::run);
        assertThat(store.find(key)).contains(tokens);
        assertThat(keeper.isBehind()).isFalse();
    }

    @Test
    void listenerThatFails_leavesTheStoreBehind_untilSomebodyAsksAgain() {
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("full")));
        var store = new FailingOnce();
        var keeper = new TokenKeeper(store, key, () -> held, (step, failure) -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(() -> keeper.ask(Runnable::run)).isInstanceOf(StackOverflowError.class);
        assertThat(keeper.isBehind()).isTrue();
        assertThat(keeper.ask(Runnable::run)).isDone();
        assertThat(store.find(key)).contains(tokens);
    }

    @Test
    void savingThatIsTriedAgain_leavesNewerTokensOfOthers_andNewTokensReplaceThem() {
        var store = new FailingOnce();
        var keeper = new TokenKeeper(store, key, () -> held, (step, failure) -> troubles.add(step));
        keeper.ask(Runnable::run);
        time.advance(Duration.ofMinutes(1));
        StoredTokens newer = login(ONE, TOKEN, Deadline.NEVER).toStore();
        store.save(key, newer);
        assertThat(keeper.askAgain(Runnable::run)).isDone();
        assertThat(store.find(key)).contains(newer);
        assertThat(keeper.isBehind()).as("there is nothing left to do").isFalse();
        keeper.ask(Runnable::run);
        assertThat(store.find(key)).as("somebody seeded these").contains(tokens);
        assertThat(troubles).containsExactly(Step.SAVING);
    }

    @Test
    void savingThatIsTriedAgain_replacesOlderTokens() {
        StoredTokens older = login(ONE, TOKEN, Deadline.NEVER).toStore();
        time.advance(Duration.ofMinutes(1));
        StoredTokens latest = login(ONE, TOKEN, Deadline.NEVER).toStore();
        var store = new FailingOnce();
        HeldTokens now = HeldTokens.of(latest, 2, TokenMargins.USUAL, time.wallMillis());
        var keeper = new TokenKeeper(store, key, () -> now, (step, failure) -> troubles.add(step));
        keeper.ask(Runnable::run);
        store.save(key, older);
        keeper.askAgain(Runnable::run);
        assertThat(store.find(key)).contains(latest);
    }

    @Test
    void storeThatCannotBeLookedAt_isLeftAlone_andTriedAgain() {
        var store = new MemoryTokenStore();
        var keeper = new TokenKeeper(store, key, () -> held, (step, failure) -> troubles.add(step));
        store.onAccess(() -> {
            throw new KsefStorageException("gone", null);
        });
        keeper.ask(Runnable::run);
        keeper.askAgain(Runnable::run);
        assertThat(keeper.isBehind()).isTrue();
        assertThat(troubles).containsExactly(Step.SAVING, Step.SAVING);
        store.onAccess(() -> {});
        keeper.askAgain(Runnable::run);
        assertThat(store.find(key)).contains(tokens);
        assertThat(keeper.isBehind()).isFalse();
    }

    @Test
    void savingThatBeginsLate_looksFirst() {
        var store = new MemoryTokenStore();
        List<Runnable> begun = new ArrayList<>();
        var keeper = new TokenKeeper(store, key, () -> held, (step, failure) -> troubles.add(step));
        keeper.ask(begun::add);
        keeper.late();
        time.advance(Duration.ofMinutes(1));
        StoredTokens newer = login(ONE, TOKEN, Deadline.NEVER).toStore();
        store.save(key, newer);
        begun.get(0).run();
        assertThat(store.find(key)).contains(newer);
    }

    private static final class FailingOnce implements TokenStore {

        private final TokenStore kept = new MemoryTokenStore();
        private boolean failed;

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            return kept.find(key);
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("full");
            }
            kept.save(key, tokens);
        }

        @Override
        public void remove(TokenKey key) {
            kept.remove(key);
        }
    }
}
