package dev.ksef.testkit.store;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tests what every {@link SyncStateStore} must do. Extend this class and return an empty store. Override the hooks that fit the
 * store; tests of the other hooks are reported as skipped.
 */
public abstract class SyncStateStoreContract extends LeasedRecordsContract<SyncStateStore, SyncKey> {

    private static final Nip CONTEXT = Nip.of("5265877635");

    /** Makes an empty store. Called once per test, before all other hooks. The extending class closes the store. */
    protected abstract SyncStateStore states();

    @Override
    final SyncStateStore store() {
        return states();
    }

    @Override
    final JournalLease lease(SyncStateStore states, SyncKey chain, Deadline deadline) {
        return states.lease(chain, deadline);
    }

    @Override
    final List<JournalRecord> read(SyncStateStore states, SyncKey chain) {
        return states.read(chain);
    }

    @Override
    final Set<SyncKey> keys(SyncStateStore states) {
        return states.chains();
    }

    @Override
    final SyncKey key() {
        return new SyncKey("TEST", CONTEXT, SubjectType.SELLER);
    }

    @Override
    final SyncKey otherKey() {
        return new SyncKey("TEST", CONTEXT, SubjectType.BUYER);
    }

    @Override
    final SyncKey numberedKey(int number) {
        return new SyncKey("TEST", new Nip(String.valueOf(number)), SubjectType.SELLER);
    }

    @Override
    final List<SyncKey> awkwardKeys() {
        List<SyncKey> keys = new ArrayList<>();
        for (SubjectType each : SubjectType.values()) {
            keys.add(new SyncKey("TEST", CONTEXT, each));
        }
        for (ContextIdentifier each : JournalSamples.contextsLike(CONTEXT)) {
            keys.add(new SyncKey("TEST", each, SubjectType.SELLER));
        }
        for (String each : JournalSamples.environmentsLikeTest()) {
            keys.add(new SyncKey(each, CONTEXT, SubjectType.SELLER));
        }
        keys.add(new SyncKey("a", new Nip("bc"), SubjectType.SELLER));
        keys.add(new SyncKey("ab", new Nip("c"), SubjectType.SELLER));
        return keys;
    }
}
