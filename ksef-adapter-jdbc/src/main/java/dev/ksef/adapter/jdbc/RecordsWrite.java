package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Session;
import dev.ksef.port.journal.JournalRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Records that are written in one transaction. If that is tried again, since its connection broke, it looks first
 * whether they are there: whoever tries again has locked the row of the lease, so that the first transaction is over.
 */
final class RecordsWrite {

    private final RecordsName name;
    private final List<JournalRecord> records;
    private final boolean isInPlaceOfOthers;
    private List<FrameRows.Frame> tried = List.of();

    RecordsWrite(RecordsName name, List<JournalRecord> records, boolean isInPlaceOfOthers) {
        this.name = name;
        this.records = records;
        this.isInPlaceOfOthers = isInPlaceOfOthers;
    }

    void run(Session session, HeadRows heads, FrameRows frames) throws SQLException {
        boolean isWritten = !tried.isEmpty() && frames.has(session, name, tried.get(0));
        if (isWritten || records.isEmpty() && !isInPlaceOfOthers) {
            return;
        }
        Optional<Head> old = heads.find(session, name);
        if (isInPlaceOfOthers && old.isPresent()) {
            frames.remove(session, name);
        }
        if (records.isEmpty()) {
            heads.remove(session, name);
        } else {
            write(session, old.orElseGet(heads::begun), heads, frames);
        }
    }

    private void write(Session session, Head old, HeadRows heads, FrameRows frames) throws SQLException {
        tried = frames.close(name, old.next(), records);
        frames.add(session, name, tried);
        long first = isInPlaceOfOthers ? old.next() : old.first();
        heads.put(session, name, new Head(first, old.next() + tried.size()));
    }
}
