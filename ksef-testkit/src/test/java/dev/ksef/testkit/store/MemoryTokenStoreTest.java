package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryTokenStoreTest extends TokenStoreContract {

    private final MemoryTokenStore store = new MemoryTokenStore();

    @Override
    protected TokenStore store() {
        return store;
    }

    @Override
    protected Optional<TokenStore> failing() {
        return Optional.of(new MemoryTokenStore().onAccess(() -> {
            throw new KsefStorageException("The store was told to fail", null);
        }));
    }

    @Override
    protected Optional<TokenStore> takenOver(TokenStore same, TokenKey key) {
        store.loseLease(key);
        return Optional.of(store.ofAnotherProcess());
    }

    @Test
    void leaseThatNobodyHolds_cannotBeLost() {
        store.exclusively(TokenSamples.KEY, Deadline.NEVER, () -> 1);
        assertThatThrownBy(() -> store.loseLease(TokenSamples.KEY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherProcess_keepsOutAndIsKeptOut() throws Exception {
        MemoryTokenStore other = store.ofAnotherProcess();
        try (var held = new OccupiedKey(store, TokenSamples.KEY)) {
            assertThatThrownBy(() -> other.exclusively(TokenSamples.KEY, new Deadline(0), () -> 1))
                    .hasMessageContaining("until the deadline");
            assertThat(held.isOccupied()).isTrue();
        }
        assertThat(other.<Integer>exclusively(TokenSamples.KEY, Deadline.NEVER, () -> 1))
                .isEqualTo(1);
    }
}
