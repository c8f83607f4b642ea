package dev.ksef.adapter.jdbc;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.testkit.store.TokenStoreContract;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of token stores on some database. */
abstract class TokenStoreOn extends TokenStoreContract {

    private @Nullable Opened opened;

    abstract TestDatabase database();

    private Opened opened() {
        Opened known = opened;
        if (known == null) {
            known = new Opened(database());
            opened = known;
        }
        return known;
    }

    @AfterEach
    void close() {
        opened().close();
    }

    @Override
    protected TokenStore store() {
        return opened().storage().tokenStore();
    }

    @Override
    protected Optional<TokenStore> reopened() {
        return Optional.of(store());
    }

    @Override
    protected Optional<TokenStore> failing() {
        return Optional.of(opened().broken().tokenStore());
    }

    @Override
    protected Optional<TokenStore> closed() {
        return Optional.of(opened().closed().tokenStore());
    }

    protected Optional<TokenStore> takenOver(TokenStore store, TokenKey key) {
        opened().endLeases();
        return Optional.of(store());
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened().database().traces());
    }

    @Override
    protected int many() {
        return 150;
    }
}
