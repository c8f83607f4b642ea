package dev.ksef.adapter.jdbc.database;

import dev.ksef.model.error.KsefStorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A connection of the pool, which gets it back as it was. What was not ended by then is rolled back. */
final class LentConnection implements AutoCloseable {

    private final Connection connection;
    private Dialect.Undo undo = () -> {};
    private String opening = "";
    private boolean isOpen;
    private boolean isTogether;

    LentConnection(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Returns what precedes the first statement. */
    String opening() {
        return opening;
    }

    /** @param isTogether whether what follows is one transaction even if the pool lets each statement be one */
    void begin(String what, Dialect dialect, TablePrefix tables, boolean isTogether) throws SQLException {
        this.isTogether = isTogether;
        boolean isEach = connection.getAutoCommit();
        if (!isEach) {
            requireOwnTransaction(what, new Session(connection, dialect, tables, ""), dialect);
            isOpen = true;
        }
        if (isTogether) {
            beginTogether(dialect, isEach);
        }
    }

    private void beginTogether(Dialect dialect, boolean isEach) throws SQLException {
        if (!isEach) {
            // The question whether it wrote something began it, and its isolation can be set at its begin only.
            connection.rollback();
        }
        Dialect.Undo isolation = dialect.isolate(connection);
        undo = isolation;
        if (isEach) {
            connection.setAutoCommit(false);
            undo = () -> {
                isolation.run();
                connection.setAutoCommit(true);
            };
        }
        isOpen = true;
        opening = dialect.opening();
    }

    /** A transaction that has written nothing loses nothing if it is ended here. */
    private static void requireOwnTransaction(String what, Session session, Dialect dialect) throws SQLException {
        if (session.ask(dialect.written(), LentConnection::flag)) {
            throw new KsefStorageException(
                    "Failed at " + what + ": " + SqlFailures.inTheCallersTransaction() + ". Nothing was overwritten",
                    null);
        }
    }

    private static boolean flag(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean(1);
    }

    /** Makes what was done durable. Leases need not be. */
    void end(Session session) throws SQLException {
        if (isOpen) {
            connection.commit();
            isOpen = false;
        }
        if (isTogether) {
            session.dialect().makeDurable(session);
        }
    }

    /**
     * What fails here changes nothing of what was done: the pool finds out whether the connection can still be used.
     */
    @Override
    public void close() {
        try (connection) {
            if (isOpen) {
                connection.rollback();
            }
            undo.run();
        } catch (SQLException | RuntimeException ofThePool) {
            isOpen = false;
        }
    }
}
