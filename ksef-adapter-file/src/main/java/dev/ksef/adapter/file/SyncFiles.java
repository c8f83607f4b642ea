package dev.ksef.adapter.file;

import dev.ksef.port.internal.content.StoredName;
import dev.ksef.port.journal.SyncKey;

/** The files of {@link FileSyncStateStore}. */
final class SyncFiles extends JournalKind<SyncKey> {

    SyncFiles() {
        super(
                "sync",
                "KSEFSYNC",
                "the state of a synchronisation",
                "the file of another synchronisation",
                "restore it from a backup, or move it away: the synchronisation reads all invoices again then");
    }

    @Override
    StoredName name(SyncKey chain) {
        return StoredName.of(chain);
    }

    @Override
    SyncKey key(StoredName stored) {
        return stored.chain();
    }

    @Override
    String description(SyncKey chain) {
        return "the state of synchronising " + chain;
    }
}
