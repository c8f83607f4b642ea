package dev.ksef.adapter.jdbc;

import dev.ksef.port.internal.content.StoredName;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.journal.SyncKey;

/**
 * What records are kept for.
 *
 * @param <K> the key of one
 */
abstract class RecordsKind<K> {

    private final String name;
    private final String remedy;

    private RecordsKind(String name, String remedy) {
        this.name = name;
        this.remedy = remedy;
    }

    /** Returns the name of the kind in the tables. */
    String name() {
        return name;
    }

    /** Returns what to do about one that is damaged, as the end of a sentence. */
    String remedy() {
        return remedy;
    }

    abstract StoredName stored(K key);

    /** @throws IllegalArgumentException if no such name is known here */
    abstract K key(StoredName stored);

    RecordsName name(K key) {
        return RecordsName.of(name, stored(key), key.toString());
    }

    static final class Submissions extends RecordsKind<SubmissionKey> {

        Submissions() {
            super("submission", "restore it from a backup, or look in KSeF for what was sent, and delete its rows only then");
        }

        @Override
        StoredName stored(SubmissionKey key) {
            return StoredName.of(key);
        }

        @Override
        SubmissionKey key(StoredName stored) {
            return stored.submission();
        }
    }

    static final class Chains extends RecordsKind<SyncKey> {

        Chains() {
            super("chain", "restore it from a backup, or delete its rows: then all invoices are read again");
        }

        @Override
        StoredName stored(SyncKey key) {
            return StoredName.of(key);
        }

        @Override
        SyncKey key(StoredName stored) {
            return stored.chain();
        }
    }
}
