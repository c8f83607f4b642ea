package dev.ksef.adapter.file;

import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.SyncKey;
import java.util.Arrays;

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
    Parts parts(SyncKey chain) {
        return new Parts(
                chain.environment(), chain.context(), chain.subjectType().value());
    }

    @Override
    SyncKey key(Parts parts) {
        return new SyncKey(
                parts.environment(),
                parts.context(),
                Arrays.stream(SubjectType.values())
                        .filter(type -> type.value().equals(parts.name()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("A subject type that is not known here")));
    }

    @Override
    String description(SyncKey chain) {
        return "the state of synchronising " + chain;
    }
}
