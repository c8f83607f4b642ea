package dev.ksef.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** PostgreSQL, 10 and later. */
final class PostgreSql extends Dialect {

    private static final long MIGRATION = 0x6B736566L;

    @Override
    String folder() {
        return "postgresql";
    }

    @Override
    public String now() {
        return "clock_timestamp()";
    }

    @Override
    public String later() {
        return "clock_timestamp() + CAST(? AS BIGINT) * INTERVAL '1 millisecond'";
    }

    @Override
    public String orNothing() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    public String put(String table, String... columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.length - 1)
                + ") ON CONFLICT (" + columns[0] + ") DO UPDATE SET "
                + Arrays.stream(columns)
                        .skip(1)
                        .map(each -> each + " = EXCLUDED." + each)
                        .collect(Collectors.joining(", "));
    }

    @Override
    String written() {
        return "SELECT txid_current_if_assigned() IS NOT NULL";
    }

    /**
     * Pools hand out connections of any isolation. To ask for it, and to set it for the session, is a round trip each.
     */
    @Override
    String opening() {
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ";
    }

    @Override
    Undo isolate(Connection connection) {
        return () -> {};
    }

    @Override
    void alone(Session session, TablePrefix tables) throws SQLException {
        session.ask("SELECT pg_advisory_xact_lock(?)", row -> true, lock(tables));
    }

    /** Tables with other names can be migrated meanwhile. */
    private static long lock(TablePrefix tables) {
        return MIGRATION << Integer.SIZE | Integer.toUnsignedLong(tables.text().hashCode());
    }

    @Override
    void makeDurable(Session session) {}

    @Override
    void excludeActs(Session session) throws SQLException {
        session.change("LOCK TABLE ksef_schema IN ACCESS EXCLUSIVE MODE");
    }
}
