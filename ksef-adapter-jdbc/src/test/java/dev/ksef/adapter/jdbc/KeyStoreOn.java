package dev.ksef.adapter.jdbc;

import dev.ksef.port.store.KeyStore;
import dev.ksef.testkit.store.KeyStoreContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of key stores on some database. */
abstract class KeyStoreOn extends KeyStoreContract {

    @RegisterExtension
    private final Opened opened = new Opened(this::database);

    abstract TestDatabase database();

    @Override
    protected KeyStore store() {
        return opened.storage().keyStore();
    }

    @Override
    protected Optional<KeyStore> reopened() {
        return Optional.of(opened.restarted().keyStore());
    }

    @Override
    protected Optional<KeyStore> failing() {
        return Optional.of(opened.broken().keyStore());
    }

    @Override
    protected Optional<KeyStore> closed() {
        return Optional.of(opened.closed().keyStore());
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened.database().traces());
    }

    @Override
    protected int many() {
        return 60;
    }
}
