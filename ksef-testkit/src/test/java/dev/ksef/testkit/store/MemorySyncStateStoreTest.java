package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemorySyncStateStoreTest extends SyncStateStoreContract {

    @Override
    protected SyncStateStore states() {
        return new MemorySyncStateStore();
    }

    @Override
    protected Optional<SyncStateStore> failing() {
        return Optional.of(new MemorySyncStateStore().onAccess(() -> {
            throw new KsefStorageException("The store was told to fail", null);
        }));
    }

    @Override
    protected Optional<JournalLease> takenOver(SyncStateStore states, SyncKey chain) {
        ((MemorySyncStateStore) states).loseLease(chain);
        return Optional.of(states.lease(chain, Deadline.NEVER));
    }

    @Test
    void leaseThatNobodyHeld_cannotBeLost() {
        assertThatThrownBy(() -> new MemorySyncStateStore().loseLease(key()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key().toString());
    }
}
