package dev.ksef.testkit.store;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.TokenStore;
import java.util.Optional;

class MemoryTokenStoreTest extends TokenStoreContract {

    @Override
    protected TokenStore store() {
        return new MemoryTokenStore();
    }

    @Override
    protected Optional<TokenStore> failing() {
        return Optional.of(new MemoryTokenStore().onAccess(() -> {
            throw new KsefStorageException("The store was told to fail", null);
        }));
    }
}
