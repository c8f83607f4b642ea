package dev.ksef.adapter.jdbc.database;

import dev.ksef.model.error.KsefStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does acts, each with a connection of its own, which is given back as it was got. Where a connection broke, the act is
 * repeated once with another one; where others were in the way, a few times.
 */
public final class Database {

    private static final int CONFLICTS = 8;

    private final DataSource connections;
    private final TablePrefix tables;
    private volatile @Nullable Dialect dialect;
    private volatile boolean closed;

    public Database(DataSource connections, TablePrefix tables) {
        this.connections = connections;
        this.tables = tables;
    }

    /** Something that is done with a connection. It can be repeated. */
    public interface Act<T> {

        /** @param isRepeated whether it was tried before, and may have been done */
        T run(Session session, boolean isRepeated) throws SQLException;
    }

    /** Does an act of one statement, or of several that need not be done together. */
    public <T> T single(String what, Act<T> act) {
        return repeatedly(what, false, act);
    }

    /** Does an act of which all is done, or nothing. */
    public <T> T together(String what, Act<T> act) {
        return repeatedly(what, true, act);
    }

    /** Returns the prefix of the tables. */
    TablePrefix tables() {
        return tables;
    }

    public void requireOpen() {
        if (closed) {
            throw new KsefStorageException("The storage " + this + " was closed; open it again", null);
        }
    }

    /** Refuses acts from now on. */
    public void close() {
        closed = true;
    }

    /**
     * An interrupt would close the connection of a virtual thread, and an act that has no deadline is not waited for
     * anyway: it is kept for whoever asks next.
     */
    private <T> T repeatedly(String what, boolean isTogether, Act<T> act) {
        boolean isInterrupted = false;
        try {
            boolean hadBroken = false;
            for (int attempt = 1; ; attempt++) {
                isInterrupted |= Thread.interrupted();
                try {
                    return once(what, isTogether, act, attempt > 1);
                } catch (SQLException failure) {
                    boolean isBroken = SqlFailures.isBroken(failure);
                    if (isBroken ? hadBroken : !SqlFailures.isConflict(failure) || attempt >= CONFLICTS) {
                        throw SqlFailures.duringAct(what, failure);
                    }
                    hadBroken |= isBroken;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T once(String what, boolean isTogether, Act<T> act, boolean isRepeated) throws SQLException {
        try (var lent = new LentConnection(borrow(what, isRepeated))) {
            Dialect known = dialect(lent.connection());
            lent.begin(what, known, tables, isTogether);
            var session = new Session(lent.connection(), known, tables, lent.opening());
            T result = act.run(session, isRepeated);
            lent.end(session);
            return result;
        }
    }

    private Connection borrow(String what, boolean isRepeated) {
        requireOpen();
        try {
            Connection connection = connections.getConnection();
            if (connection == null) {
                throw new SQLException("none");
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            throw SqlFailures.whileConnecting(what, failure, isRepeated);
        }
    }

    private Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection);
            dialect = known;
        }
        return known;
    }

    @Override
    public String toString() {
        Dialect known = dialect;
        return tables.text() + "*" + (known == null ? "" : " in " + known.folder());
    }
}
