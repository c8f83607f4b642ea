package dev.ksef.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * H2, 2.2 and later, in its own mode and in that of PostgreSQL. Its scripts can be run twice, and commit by themselves.
 */
final class H2 extends Dialect {

    @Override
    String folder() {
        return "h2";
    }

    /** It stands still during a transaction, so that leases are taken by statements of their own. */
    @Override
    public String now() {
        return "CURRENT_TIMESTAMP";
    }

    @Override
    public String later() {
        return "DATEADD(MILLISECOND, CAST(? AS BIGINT), CURRENT_TIMESTAMP)";
    }

    /** If two insert at once, the second one fails. */
    @Override
    public String orNothing() {
        return "";
    }

    @Override
    public String put(String table, String... columns) {
        return "MERGE INTO " + table + " (" + String.join(", ", columns) + ") KEY (" + columns[0] + ") VALUES (?"
                + ", ?".repeat(columns.length - 1) + ")";
    }

    @Override
    String written() {
        return "SELECT TRANSACTION_ID() IS NOT NULL";
    }

    @Override
    String opening() {
        return "";
    }

    @Override
    Undo isolate(Connection connection) throws SQLException {
        int before = connection.getTransactionIsolation();
        if (before == Connection.TRANSACTION_READ_COMMITTED) {
            return () -> {};
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return () -> connection.setTransactionIsolation(before);
    }

    @Override
    void alone(Session session, TablePrefix tables) {}

    /**
     * It writes up to half a second after a commit. Its setting {@code WRITE_DELAY} can be changed, but whoever opens
     * the file next has the usual one again.
     */
    @Override
    void makeDurable(Session session) throws SQLException {
        session.change("CHECKPOINT SYNC");
    }

    @Override
    void excludeActs(Session session) {}
}
