package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.StoredName;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Records of one kind, which one holder of a lease writes at a time. */
final class LeasedRecords<K> {

    private final Tables tables;
    private final Leases leases;
    private final RecordsKind<K> kind;
    private final HeadRows heads;
    private final FrameRows frames;
    private final RecordRows rows;

    LeasedRecords(Tables tables, Leases leases, RecordsKind<K> kind) {
        this.tables = tables;
        this.leases = leases;
        this.kind = kind;
        this.heads = new HeadRows(tables.contents());
        this.frames = new FrameRows(tables.contents());
        this.rows = new RecordRows(tables, heads, frames);
    }

    JournalLease lease(K key, Deadline deadline) {
        RecordsName name = kind.name(key);
        Lease lease = leases.take(name.lease(), name.what(), () -> true, deadline, reason -> late(name, reason));
        try {
            read(name);
            return new RecordsLease(this, name, lease);
        } catch (RuntimeException | Error unreadable) {
            giveBack(lease);
            throw unreadable;
        }
    }

    private static KsefStorageException late(RecordsName name, String reason) {
        return new KsefStorageException(
                "The right to write " + name.what() + " was not to be had: " + reason + ". Try again later", null);
    }

    void giveBack(Lease lease) {
        if (!lease.isGivenBack()) {
            leases.giveBack(lease);
        }
    }

    List<JournalRecord> read(K key) {
        return read(kind.name(key));
    }

    List<JournalRecord> read(RecordsName name) {
        return rows.read(name, kind.remedy());
    }

    void write(String what, Lease lease, RecordsWrite write) {
        tables.write(what, lease, session -> write.run(session, heads, frames));
    }

    /** @param unreadable takes one failure for each whose key cannot be read */
    Set<K> keys(Consumer<KsefStorageException> unreadable) {
        Set<K> found = new HashSet<>();
        rows.list(kind.name(), new RecordRows.Listing() {
            @Override
            public void found(StoredName name) {
                add(found, name, unreadable);
            }

            @Override
            public void unreadable(KsefStorageException failure) {
                unreadable.accept(failure);
            }
        });
        return Set.copyOf(found);
    }

    private void add(Set<K> found, StoredName name, Consumer<KsefStorageException> unreadable) {
        try {
            found.add(kind.key(name));
        } catch (IllegalArgumentException undecipherable) {
            unreadable.accept(new KsefStorageException(
                    "The name of a " + kind.name() + " is in a form that this version of the SDK does not know", null));
        }
    }

    /** One whose key cannot be read makes it fail. */
    Set<K> keys() {
        return keys(failure -> {
            throw failure;
        });
    }

    @Override
    public String toString() {
        return tables.toString();
    }
}
