package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.StoredName;
import dev.ksef.port.journal.JournalRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads records, and lists whose records there are. One statement each, so that all is seen as of one moment. */
final class RecordRows {

    /** The head, if there is one, stands before its frames. */
    private static final String READ = "SELECT s.version, s.readable_from, r.part, r.position, r.name,"
            + " r.first_position, r.next_position, r.content FROM " + Schema.VERSIONS + " LEFT JOIN (SELECT 1 AS part,"
            + " CAST(NULL AS BIGINT) AS position, name, first_position, next_position, name AS content FROM ksef_head"
            + " WHERE id = ? UNION ALL SELECT 2, position, NULL, NULL, NULL, content FROM ksef_frame WHERE id = ?) r"
            + " ON r.part IS NOT NULL ORDER BY r.part, r.position";

    private static final String LIST = "SELECT s.version, s.readable_from, h.id, h.name, h.first_position,"
            + " h.next_position FROM " + Schema.VERSIONS + " LEFT JOIN ksef_head h ON h.kind = ?";

    private final Tables tables;
    private final HeadRows heads;
    private final FrameRows frames;

    RecordRows(Tables tables, HeadRows heads, FrameRows frames) {
        this.tables = tables;
        this.heads = heads;
        this.frames = frames;
    }

    List<JournalRecord> read(RecordsName name, String remedy) {
        Found found = tables.database()
                .single(
                        "reading " + name.what(),
                        (session, isRepeated) -> session.ask(
                                READ,
                                rows -> found(rows),
                                name.id().bytes(),
                                name.id().bytes()));
        try {
            return records(name, found);
        } catch (KsefStorageException damaged) {
            throw new KsefStorageException(damaged.getMessage() + ". Nothing was overwritten: " + remedy, null);
        }
    }

    /** What stands in the tables, not yet opened. */
    private record Found(@Nullable Row head, List<FrameRows.Frame> frames) {}

    private record Row(byte[] name, Head head) {}

    private Found found(ResultSet rows) throws SQLException {
        Row head = null;
        List<FrameRows.Frame> found = new ArrayList<>();
        while (rows.next()) {
            tables.schema().requireIn(rows);
            switch (rows.getInt("part")) {
                case 1 ->
                    head = new Row(
                            rows.getBytes("name"),
                            new Head(rows.getLong("first_position"), rows.getLong("next_position")));
                case 2 -> found.add(new FrameRows.Frame(rows.getLong("position"), rows.getBytes("content")));
                default -> {
                    // There are no records.
                }
            }
        }
        return new Found(head, found);
    }

    private List<JournalRecord> records(RecordsName name, Found found) {
        Row row = found.head();
        if (row != null) {
            heads.require(row.name(), name, row.head());
        }
        Head head = row == null ? new Head(0, 0) : row.head();
        if (found.frames().size() != head.next() - head.first()
                || row != null && found.frames().isEmpty()) {
            throw incomplete(name);
        }
        List<JournalRecord> records = new ArrayList<>();
        long next = head.first();
        for (FrameRows.Frame each : found.frames()) {
            if (each.position() != next) {
                throw incomplete(name);
            }
            records.addAll(frames.open(name, each));
            next++;
        }
        return List.copyOf(records);
    }

    private static KsefStorageException incomplete(RecordsName name) {
        return new KsefStorageException(
                "Of " + name.what() + " a part is missing, or one does not belong to them (table frame, row "
                        + name.id() + ")",
                null);
    }

    /** Takes what a row tells: whose records there are, or that it cannot be read. */
    interface Listing {

        void found(StoredName name);

        void unreadable(KsefStorageException failure);
    }

    void list(String kind, Listing listing) {
        List<Runnable> told = tables.database()
                .single(
                        "listing what has records",
                        (session, isRepeated) -> session.ask(
                                LIST,
                                rows -> {
                                    List<Runnable> calls = new ArrayList<>();
                                    while (rows.next()) {
                                        tables.schema().requireIn(rows);
                                        if (rows.getBytes("id") != null) {
                                            calls.add(call(rows, kind, listing));
                                        }
                                    }
                                    return calls;
                                },
                                kind));
        told.forEach(Runnable::run);
    }

    private Runnable call(ResultSet row, String kind, Listing listing) throws SQLException {
        try {
            StoredName name = heads.name(row, kind);
            return () -> listing.found(name);
        } catch (KsefStorageException failure) {
            return () -> listing.unreadable(failure);
        }
    }
}
