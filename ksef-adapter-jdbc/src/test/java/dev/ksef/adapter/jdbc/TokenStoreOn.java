package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.testkit.store.TokenStoreContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of token stores on some database. */
abstract class TokenStoreOn extends TokenStoreContract {

    @RegisterExtension
    private final Opened opened = new Opened(this::database);

    abstract TestDatabase database();

    @Override
    protected TokenStore store() {
        return opened.storage().tokenStore();
    }

    @Override
    protected Optional<TokenStore> reopened() {
        return Optional.of(opened.restarted().tokenStore());
    }

    @Override
    protected Optional<TokenStore> failing() {
        return Optional.of(opened.broken().tokenStore());
    }

    @Override
    protected Optional<TokenStore> closed() {
        return Optional.of(opened.closed().tokenStore());
    }

    @Override
    protected Optional<TokenStore> takenOver(TokenStore store, TokenKey key) {
        opened.endLeases();
        return Optional.of(store());
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened.database().traces());
    }

    @Override
    protected int many() {
        return 60;
    }

    @Test
    void keysOfAnyCharacter_areEntriesOfTheirOwn() {
        var store = store();
        var first = new TokenKey("\ud800", new Nip("a\0b"), Samples.WHOSE.credentials());
        var second = new TokenKey("\ud801", new Nip("a\0b"), Samples.WHOSE.credentials());
        store.exclusively(first, Samples.patient(), () -> {
            store.save(first, Samples.tokens(1));
            return store.<Integer>exclusively(second, Samples.patient(), () -> {
                store.save(second, Samples.tokens(2));
                return 1;
            });
        });
        assertThat(store.find(first)).contains(Samples.tokens(1));
        assertThat(store.find(second)).contains(Samples.tokens(2));
    }

    @Test
    void interruptedThread_savesAndKeepsItsInterrupt() {
        var store = store();
        Thread.currentThread().interrupt();
        store.save(Samples.WHOSE, Samples.tokens(1));
        assertThat(store.find(Samples.WHOSE)).contains(Samples.tokens(1));
        assertThat(Thread.interrupted()).isTrue();
    }
}
