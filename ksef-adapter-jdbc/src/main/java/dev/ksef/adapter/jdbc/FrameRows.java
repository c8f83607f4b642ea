package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Session;
import dev.ksef.port.internal.content.ContentFormat;
import dev.ksef.port.internal.content.JournalRecordsFormat;
import dev.ksef.port.journal.JournalRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of frames: parts of records, which are never changed. */
final class FrameRows {

    private final Contents contents;

    FrameRows(Contents contents) {
        this.contents = contents;
    }

    /**
     * A frame as it stands in a row.
     *
     * @param sealed differs from that of every other frame, whatever it holds
     */
    record Frame(long position, byte[] sealed) {}

    /** Encrypts records for frames from a position on. */
    List<Frame> close(RecordsName name, long first, List<JournalRecord> records) {
        List<Frame> frames = new ArrayList<>();
        for (byte[] part : new JournalRecordsFormat().write(records)) {
            long position = first + frames.size();
            frames.add(new Frame(position, contents.close(part, name.what(), name.frame(position))));
        }
        return frames;
    }

    List<JournalRecord> open(RecordsName name, Frame frame) {
        return contents.open(new Part(), frame.sealed(), name.what(), name.frame(frame.position()))
                .value();
    }

    void add(Session session, RecordsName name, List<Frame> frames) throws SQLException {
        byte[] id = name.id().bytes();
        session.changeAll(
                "INSERT INTO ksef_frame (id, position, content) VALUES (?, ?, ?)",
                frames.stream()
                        .map(each -> new Object[] {id, each.position(), each.sealed()})
                        .toList());
    }

    void remove(Session session, RecordsName name) throws SQLException {
        session.change("DELETE FROM ksef_frame WHERE id = ?", (Object) name.id().bytes());
    }

    boolean has(Session session, RecordsName name, Frame frame) throws SQLException {
        return session.ask(
                "SELECT 1 FROM ksef_frame WHERE id = ? AND position = ? AND content = ?",
                rows -> rows.next(),
                name.id().bytes(),
                frame.position(),
                frame.sealed());
    }

    private static final class Part implements ContentFormat<List<JournalRecord>> {

        @Override
        public byte[] write(List<JournalRecord> value) {
            throw new UnsupportedOperationException("Records are written as several parts");
        }

        @Override
        public List<JournalRecord> read(byte[] bytes) {
            return new JournalRecordsFormat().read(bytes);
        }
    }
}
