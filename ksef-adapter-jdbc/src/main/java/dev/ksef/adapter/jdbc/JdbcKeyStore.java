package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.ContentKeyFormat;
import dev.ksef.port.store.KeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Content keys, each in a row of its own, with its number beside it. */
final class JdbcKeyStore implements KeyStore {

    private static final String FIND = "SELECT s.version, s.readable_from, k.content FROM " + Schema.VERSIONS
            + " LEFT JOIN ksef_key k ON k.id = ?";
    private static final String LIST = "SELECT s.version, s.readable_from, k.id, k.reference FROM " + Schema.VERSIONS
            + " LEFT JOIN ksef_key k ON k.id IS NOT NULL";

    private final Tables tables;
    private final ContentKeyFormat format = new ContentKeyFormat();
    private final KeyNumbers numbers;

    JdbcKeyStore(Tables tables) {
        this.tables = tables;
        this.numbers = new KeyNumbers(tables.contents());
    }

    @Override
    public void save(ReferenceNumber reference, ContentKey key) {
        byte[] sealed = sealed(reference, key);
        byte[] number = numbers.close(reference, KeyNumbers.rowId(reference));
        RowId id = KeyNumbers.rowId(reference);
        tables.write("saving " + what(reference), null, session -> {
            session.change(
                    session.dialect().put("ksef_key", "id", "label", "reference", "content"),
                    id.bytes(),
                    id.label(),
                    number,
                    sealed);
        });
    }

    private byte[] sealed(ReferenceNumber reference, ContentKey key) {
        try (ContentKey own = key.copy()) {
            return tables.contents().close(format, own, what(reference), place(reference));
        }
    }

    @Override
    public Optional<ContentKey> find(ReferenceNumber reference) {
        Optional<byte[]> sealed = tables.database()
                .single(
                        "finding " + what(reference),
                        (session, isRepeated) -> session.ask(FIND, this::content, id(reference)));
        return sealed.map(content -> opened(reference, content));
    }

    private ContentKey opened(ReferenceNumber reference, byte[] sealed) {
        Contents.Found<ContentKey> found = tables.contents().open(format, sealed, what(reference), place(reference));
        if (found.outdated()) {
            encryptAnew(reference, sealed, found.value());
        }
        return found.value();
    }

    private Optional<byte[]> content(ResultSet rows) throws SQLException {
        rows.next();
        tables.schema().requireIn(rows);
        return Optional.ofNullable(rows.getBytes("content"));
    }

    /** Only if it is still what was read. The key is good if that fails, and the next one who finds it tries again. */
    private void encryptAnew(ReferenceNumber reference, byte[] sealed, ContentKey key) {
        try {
            byte[] anew = sealed(reference, key);
            byte[] number = numbers.close(reference, KeyNumbers.rowId(reference));
            tables.write("encrypting " + what(reference) + " with another key", null, session -> {
                session.change(
                        "UPDATE ksef_key SET content = ?, reference = ? WHERE id = ? AND content = ?",
                        anew,
                        number,
                        id(reference),
                        sealed);
            });
        } catch (KsefStorageException later) {
            tables.database().requireOpen();
        }
    }

    @Override
    public Set<ReferenceNumber> references() {
        return tables.database()
                .single("listing the content keys", (session, isRepeated) -> session.ask(LIST, this::references));
    }

    private Set<ReferenceNumber> references(ResultSet rows) throws SQLException {
        Set<ReferenceNumber> found = new HashSet<>();
        while (rows.next()) {
            tables.schema().requireIn(rows);
            byte[] id = rows.getBytes("id");
            if (id != null) {
                found.add(numbers.open(rows.getBytes("reference"), id));
            }
        }
        return Set.copyOf(found);
    }

    @Override
    public void remove(ReferenceNumber reference) {
        tables.write("removing " + what(reference), null, session -> {
            session.change("DELETE FROM ksef_key WHERE id = ?", id(reference));
        });
    }

    private static Object id(ReferenceNumber reference) {
        return KeyNumbers.rowId(reference).bytes();
    }

    private static String what(ReferenceNumber reference) {
        return "the content key of " + reference;
    }

    private static String[] place(ReferenceNumber reference) {
        return new String[] {"content key", reference.value()};
    }

    @Override
    public String toString() {
        return "KeyStore[" + tables + "]";
    }
}
