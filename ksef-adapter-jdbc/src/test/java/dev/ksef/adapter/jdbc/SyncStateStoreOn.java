package dev.ksef.adapter.jdbc;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.testkit.store.SyncStateStoreContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of stores of states on some database. */
abstract class SyncStateStoreOn extends SyncStateStoreContract {

    @RegisterExtension
    private final Opened opened = new Opened(this::database);

    abstract TestDatabase database();

    @Override
    protected SyncStateStore states() {
        return opened.storage().syncStateStore();
    }

    @Override
    protected Optional<SyncStateStore> reopened() {
        return Optional.of(opened.restarted().syncStateStore());
    }

    @Override
    protected Optional<SyncStateStore> failing() {
        return Optional.of(opened.broken().syncStateStore());
    }

    @Override
    protected Optional<SyncStateStore> closed() {
        return Optional.of(opened.closed().syncStateStore());
    }

    @Override
    protected Optional<JournalLease> takenOver(SyncStateStore states, SyncKey chain) {
        opened.endLeases();
        return Optional.of(states().lease(chain, Samples.patient()));
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened.database().traces());
    }

    @Override
    protected int many() {
        return 40;
    }
}
