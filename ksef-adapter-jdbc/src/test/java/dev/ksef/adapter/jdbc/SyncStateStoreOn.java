package dev.ksef.adapter.jdbc;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.testkit.store.SyncStateStoreContract;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of stores of states on some database. */
abstract class SyncStateStoreOn extends SyncStateStoreContract {

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
    protected SyncStateStore states() {
        return opened().storage().syncStateStore();
    }

    @Override
    protected Optional<SyncStateStore> reopened() {
        return Optional.of(states());
    }

    @Override
    protected Optional<SyncStateStore> failing() {
        return Optional.of(opened().broken().syncStateStore());
    }

    @Override
    protected Optional<SyncStateStore> closed() {
        return Optional.of(opened().closed().syncStateStore());
    }

    @Override
    protected Optional<JournalLease> takenOver(SyncStateStore states, SyncKey chain) {
        opened().endLeases();
        return Optional.of(states().lease(chain, Samples.patient()));
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened().database().traces());
    }

    @Override
    protected int many() {
        return 60;
    }
}
