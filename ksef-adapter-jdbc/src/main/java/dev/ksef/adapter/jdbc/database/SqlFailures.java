package dev.ksef.adapter.jdbc.database;

import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what failures of databases mean. A message of a driver or a server may quote values, and so may its causes:
 * none is passed on.
 */
public final class SqlFailures {

    /** PostgreSQL ends connections, or does not let new ones in; H2 was closed, or its connection broke. */
    private static final Set<String> BROKEN =
            Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "90067", "90098", "90121");

    /**
     * Serialization and deadlocks; two that insert the same row; H2 waited too long for a row, or a table changed
     * meanwhile.
     */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505", "HYT00", "90131", "90039");

    /** H2 tells these after a commit: it could not write, or its user may not make it write. */
    private static final Set<String> UNKNOWN = Set.of("HY000", "90028", "90031", "90040");

    private static final Set<String> MISSING = Set.of("42P01", "42S02", "42S03", "42S04", "3F000", "90079");

    private static final Set<String> OF_ANOTHER_VERSION =
            Set.of("42703", "42S22", "42804", "42883", "23502", "42P10", "21S02");

    private static final String DISK = "the disk of the database is full, or fails: make room there";

    private static final int DEEPEST = 10;

    private SqlFailures() {}

    /** Tells whether the connection cannot be used any more, so that another one may do better. */
    static boolean isBroken(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08")
                || BROKEN.contains(state)
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException;
    }

    /** Tells whether others were in the way, so that the same may succeed now. */
    static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure));
    }

    /** @param what was being done, such as {@code "saving the tokens of ..."} */
    static KsefStorageException duringAct(String what, SQLException failure) {
        boolean isUnknown = isBroken(failure) || UNKNOWN.contains(state(failure));
        return told(what, reason(failure), state(failure), failure, isUnknown);
    }

    /**
     * @param failure of a pool, which may be no SQLException
     * @param isRepeated whether the act was tried before, and may have been done
     */
    static KsefStorageException whileConnecting(String what, Exception failure, boolean isRepeated) {
        SQLException cause = sqlException(failure);
        String state = cause == null ? "" : state(cause);
        String reason = state.isEmpty() || cause == null ? noConnection() : reason(cause);
        return told(what, reason, state, failure, isRepeated);
    }

    /** What to do if a pool has no connection left. */
    public static String noConnection() {
        return "the pool of the DataSource gave no connection: it needs a free one for the stores beside"
                + " those that the callers hold, so make it larger, or call while no connection is held";
    }

    private static @Nullable SQLException sqlException(Exception failure) {
        Throwable each = failure;
        SQLException found = null;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof SQLException sql
                    && (found == null || !state(sql).isEmpty())) {
                found = sql;
            }
            each = each.getCause();
        }
        return found;
    }

    private static String reason(SQLException failure) {
        String state = state(failure);
        if (state.equals("HY000") && isOfFiles(failure)) {
            return DISK;
        }
        if (state.equals("08004")) {
            return "the database refuses the connection: see to user, password and encryption (SSL) of the DataSource";
        }
        if (state.startsWith("08") || BROKEN.contains(state)) {
            return "the database cannot be reached, or ended the connection:"
                    + " see whether it runs and the network lets through";
        }
        if (state.startsWith("28")) {
            return "the database does not accept the user or the password: correct those of the DataSource";
        }
        if (MISSING.contains(state)) {
            return "a table is missing: call migrate(), and see that schema and prefix are right";
        }
        if (OF_ANOTHER_VERSION.contains(state)) {
            return "the tables are not those of this version of the module: call migrate(), or update the module";
        }
        return other(state);
    }

    /** H2 tells of a file that cannot be written as of any other failure. */
    private static boolean isOfFiles(SQLException failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof IOException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static String other(String state) {
        return switch (state) {
            case "3D000", "90013", "90146", "90149" ->
                "there is no such database: correct the address of the DataSource";
            case "90040" ->
                "the user of the DataSource must be an administrator of H2 (ALTER USER ... ADMIN TRUE),"
                        + " so that what is written can be made durable";
            case "42501", "90096" -> "the user of the DataSource has no right to that: grant it";
            case "25006", "90097" -> "the database, or the connection, can only be read: use one that can be written";
            case "53100", "90028", "90031" -> DISK;
            case "90020" ->
                "another process has the file of the database open: end that, or let a server of H2 open it for both";
            case "90030", "90049", "90050" ->
                "the file of the database is damaged, or encrypted with another password than that of the DataSource"
                        + " (which is that of the file, a space, and that of the user)";
            case "53300", "53400", "53200" ->
                "the database has no room for a connection: raise its limit, or use fewer";
            case "57014", "55P03" -> "the database ended the statement, since it, or its wait for a row, took too long";
            case "25001", "25P02" -> inTheCallersTransaction();
            case "54000", "22001", "22003", "90012" -> "it is too large for the database";
            default ->
                CONFLICTS.contains(state)
                        ? "others were in the way several times: try again"
                        : "see the log of the database";
        };
    }

    static String inTheCallersTransaction() {
        return "the DataSource gave a connection in the middle of a transaction of the caller, where nothing can be"
                + " committed for itself: give the stores the DataSource behind it, or call them outside of transactions";
    }

    private static KsefStorageException told(
            String what, String reason, String state, Exception failure, boolean isUnknown) {
        return new KsefStorageException(
                "Failed at " + what + ": " + reason + " (SQLState " + (state.isEmpty() ? "none" : state) + ", "
                        + failure.getClass().getName() + "). "
                        + (isUnknown
                                ? "If it writes, that may be done or not: read before you go on"
                                : "Nothing was changed"),
                null);
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        // It comes from outside, and goes into messages.
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "";
    }
}
