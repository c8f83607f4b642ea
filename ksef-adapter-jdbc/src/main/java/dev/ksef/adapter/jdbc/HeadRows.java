package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Session;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.StoredName;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/** The table of heads, one for each submission and chain that has a record. */
final class HeadRows {

    private final Contents contents;
    private final SecureRandom random = new SecureRandom();

    HeadRows(Contents contents) {
        this.contents = contents;
    }

    /** Returns where frames begin of what was never written, or forgotten: where none ever was before. */
    Head begun() {
        long position = random.nextLong() >>> 2;
        return new Head(position, position);
    }

    Optional<Head> find(Session session, RecordsName name) throws SQLException {
        return session.ask(
                "SELECT name, first_position, next_position FROM ksef_head WHERE id = ?",
                rows -> rows.next() ? Optional.of(read(rows, name)) : Optional.empty(),
                (Object) name.id().bytes());
    }

    /** @param row has the columns {@code name}, {@code first_position} and {@code next_position} */
    private Head read(ResultSet row, RecordsName name) throws SQLException {
        var head = new Head(row.getLong("first_position"), row.getLong("next_position"));
        require(row.getBytes("name"), name, head);
        return head;
    }

    /** Tells whether a head is that of a name, and unaltered. */
    void require(byte[] sealed, RecordsName name, Head head) {
        open(sealed, name.kind(), name.id().hex(), head, name.what());
    }

    /** Returns whose head stands in a row that was found by its kind. */
    StoredName name(ResultSet row, String kind) throws SQLException {
        String id = HexFormat.of().formatHex(row.getBytes("id"));
        var head = new Head(row.getLong("first_position"), row.getLong("next_position"));
        return open(row.getBytes("name"), kind, id, head, "the name of the " + kind + " in the row " + id);
    }

    private StoredName open(byte[] sealed, String kind, String id, Head head, String what) {
        StoredName found = contents.open(
                        new Head.Name(), sealed, what, RecordsName.head(kind, id, head.first(), head.next()))
                .value();
        if (!RecordsName.of(kind, found, "").id().hex().equals(id)) {
            throw new KsefStorageException(
                    "In the row of " + what + " another name is stored; it was left as it is", null);
        }
        return found;
    }

    void put(Session session, RecordsName name, Head head) throws SQLException {
        byte[] sealed = contents.close(
                new Head.Name(),
                name.stored(),
                "the name of " + name,
                RecordsName.head(name.kind(), name.id().hex(), head.first(), head.next()));
        session.change(
                session.dialect().put("ksef_head", "id", "kind", "label", "name", "first_position", "next_position"),
                name.id().bytes(),
                name.kind(),
                name.id().label(),
                sealed,
                head.first(),
                head.next());
    }

    void remove(Session session, RecordsName name) throws SQLException {
        session.change("DELETE FROM ksef_head WHERE id = ?", (Object) name.id().bytes());
    }
}
