package dev.ksef.testkit.store;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.KeyStore;
import java.util.Optional;

class MemoryKeyStoreTest extends KeyStoreContract {

    @Override
    protected KeyStore store() {
        return new MemoryKeyStore();
    }

    @Override
    protected Optional<KeyStore> failing() {
        return Optional.of(new MemoryKeyStore().onAccess(() -> {
            throw new KsefStorageException("The store was told to fail", null);
        }));
    }
}
