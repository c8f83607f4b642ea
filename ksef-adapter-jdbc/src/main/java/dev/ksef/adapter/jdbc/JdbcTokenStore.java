package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.StoredTokensFormat;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Tokens, each in a row of its own. */
final class JdbcTokenStore implements TokenStore {

    private static final String PURPOSE = "tokens";
    private static final String FIND = "SELECT s.version, s.readable_from, t.content FROM " + Schema.VERSIONS
            + " LEFT JOIN ksef_token t ON t.id = ?";

    private final Tables tables;
    private final TokenLeases leases;
    private final StoredTokensFormat format = new StoredTokensFormat();

    JdbcTokenStore(Tables tables, Leases leases) {
        this.tables = tables;
        this.leases = new TokenLeases(leases);
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        Optional<byte[]> sealed = tables.database()
                .single("finding " + what(key), (session, isRepeated) -> session.ask(FIND, this::content, id(key)));
        return sealed.map(content -> opened(key, content));
    }

    private StoredTokens opened(TokenKey key, byte[] sealed) {
        Contents.Found<StoredTokens> found = tables.contents().open(format, sealed, what(key), place(key));
        if (found.outdated()) {
            encryptAnew(key, sealed, found.value());
        }
        return found.value();
    }

    private Optional<byte[]> content(ResultSet rows) throws SQLException {
        rows.next();
        tables.schema().requireIn(rows);
        return Optional.ofNullable(rows.getBytes("content"));
    }

    /**
     * Only if it is still what was read. The tokens are good if that fails, and the next one who finds them tries
     * again.
     */
    private void encryptAnew(TokenKey key, byte[] sealed, StoredTokens tokens) {
        try {
            byte[] anew = tables.contents().close(format, tokens, what(key), place(key));
            tables.write("encrypting " + what(key) + " with another key", leases.of(key), session -> {
                session.change("UPDATE ksef_token SET content = ? WHERE id = ? AND content = ?", anew, id(key), sealed);
            });
        } catch (KsefStorageException later) {
            tables.database().requireOpen();
        }
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        byte[] sealed = tables.contents().close(format, tokens, what(key), place(key));
        RowId id = rowId(key);
        tables.write("saving " + what(key), leases.of(key), session -> {
            session.change(
                    session.dialect().put("ksef_token", "id", "label", "content"), id.bytes(), id.label(), sealed);
        });
    }

    @Override
    public void remove(TokenKey key) {
        tables.write("removing " + what(key), leases.of(key), session -> {
            session.change("DELETE FROM ksef_token WHERE id = ?", id(key));
        });
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        RowId id = RowId.of(key.toString(), lengthened("lease of tokens", place(key)));
        return leases.during(key, id, what(key), deadline, reason -> late(key, reason), work);
    }

    private static KsefDeadlineException late(TokenKey key, String reason) {
        return new KsefDeadlineException("The work on " + what(key) + " was not begun: " + reason, null);
    }

    private static String what(TokenKey key) {
        return "the tokens of " + key;
    }

    /** The argument of a statement, which takes any number of them. */
    private static Object id(TokenKey key) {
        return rowId(key).bytes();
    }

    private static RowId rowId(TokenKey key) {
        return RowId.of(key.toString(), place(key));
    }

    private static String[] place(TokenKey key) {
        return new String[] {
            PURPOSE,
            key.environment(),
            key.context().type().value(),
            key.context().value(),
            key.credentials().value()
        };
    }

    private static String[] lengthened(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @Override
    public String toString() {
        return "TokenStore[" + tables + "]";
    }
}
