package dev.ksef.adapter.jdbc;

import dev.ksef.port.store.KeyStore;
import dev.ksef.testkit.store.KeyStoreContract;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of key stores on some database. */
abstract class KeyStoreOn extends KeyStoreContract {

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
    protected KeyStore store() {
        return opened().storage().keyStore();
    }

    @Override
    protected Optional<KeyStore> reopened() {
        return Optional.of(store());
    }

    @Override
    protected Optional<KeyStore> failing() {
        return Optional.of(opened().broken().keyStore());
    }

    @Override
    protected Optional<KeyStore> closed() {
        return Optional.of(opened().closed().keyStore());
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
