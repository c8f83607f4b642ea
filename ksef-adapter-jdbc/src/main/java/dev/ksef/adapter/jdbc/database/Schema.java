package dev.ksef.adapter.jdbc.database;

import dev.ksef.model.error.KsefStorageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The versions of the tables. Each act asks for them in a statement that it makes anyway: other nodes may migrate at
 * any time.
 */
public final class Schema {

    /** A table of one row with the columns {@code version} and {@code readable_from}. */
    public static final String VERSIONS =
            "(SELECT MAX(version) AS version, MAX(readable_from) AS readable_from FROM ksef_schema) s";

    /** The same as columns. */
    public static final String VERSION_COLUMNS = "(SELECT MAX(version) FROM ksef_schema) AS version,"
            + " (SELECT MAX(readable_from) FROM ksef_schema) AS readable_from";

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS ksef_schema (version INT PRIMARY KEY,"
            + " readable_from INT NOT NULL, applied_at TIMESTAMP WITH TIME ZONE NOT NULL)";

    private final Database database;
    private final Scripts scripts;

    public Schema(Database database, Scripts scripts) {
        this.database = database;
        this.scripts = scripts;
    }

    /** Tells whether the tables are such as this version of the module can use. */
    public void require(Session session) throws SQLException {
        session.ask("SELECT s.version, s.readable_from FROM " + VERSIONS, rows -> requireIn(first(rows)));
    }

    /** @param row has the columns {@code version} and {@code readable_from} */
    public boolean requireIn(ResultSet row) throws SQLException {
        int version = row.getInt("version");
        int own = scripts.version();
        if (version < own) {
            throw new KsefStorageException(
                    "The tables " + database + " have version " + version + ", and this module needs " + own
                            + ": call migrate()",
                    null);
        }
        int readableFrom = row.getInt("readable_from");
        if (readableFrom > own) {
            throw new KsefStorageException(
                    "The tables " + database + " have version " + version + ", which can be read from version "
                            + readableFrom + " of this module on, and this is version " + own + ": update it",
                    null);
        }
        return true;
    }

    private static ResultSet first(ResultSet rows) throws SQLException {
        rows.next();
        return rows;
    }

    /** Brings the tables to the version of this module. Newer ones stay as they are. */
    public void migrate() {
        if (!isCurrent()) {
            change();
        }
    }

    /** Who may not make tables can do without, if they are there. */
    private boolean isCurrent() {
        try {
            return database.single("looking at the version of the tables " + database, (session, isRepeated) -> {
                require(session);
                return true;
            });
        } catch (KsefStorageException toBeFoundOutAgain) {
            return false;
        }
    }

    private void change() {
        database.together("migrating the tables " + database, (session, isRepeated) -> {
            session.dialect().alone(session, database.tables());
            session.change(CREATE);
            int version = session.ask(
                    "SELECT s.version, s.readable_from FROM " + VERSIONS,
                    rows -> first(rows).getInt(1));
            List<Script> missing = scripts.after(version, session.dialect());
            if (!missing.isEmpty()) {
                session.dialect().excludeActs(session);
            }
            for (Script each : missing) {
                run(session, each);
            }
            require(session);
            return version;
        });
    }

    private static void run(Session session, Script script) throws SQLException {
        for (String statement : script.statements()) {
            session.change(statement);
        }
        session.change(
                "INSERT INTO ksef_schema (version, readable_from, applied_at) SELECT ?, ?, CURRENT_TIMESTAMP"
                        + " WHERE NOT EXISTS (SELECT 1 FROM ksef_schema WHERE version = ?)",
                script.version(),
                script.readableFrom(),
                script.version());
    }
}
