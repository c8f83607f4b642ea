package dev.ksef.adapter.jdbc.database;

import dev.ksef.model.error.KsefStorageException;
import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases. */
public abstract class Dialect {

    /** Returns that of the database at the other end of a connection. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgreSql();
            case "H2" -> new H2();
            default ->
                throw new KsefStorageException(
                        "The DataSource leads to " + product + "; tables of stores can be in PostgreSQL or H2", null);
        };
    }

    /** Returns the folder of the scripts, beside this class. */
    abstract String folder();

    /** Returns the clock of the database as an expression, which goes on during a transaction. */
    public abstract String now();

    /** Returns an instant so many milliseconds from now as an expression with one parameter. */
    public abstract String later();

    /** Returns how an insertion ends that does nothing if the row is there. */
    public abstract String orNothing();

    /**
     * Returns a statement that puts a row into a table, in the place of one with the same id, which is the first
     * column.
     */
    public abstract String put(String table, String... columns);

    /** Returns a statement that tells whether the transaction of its connection has written something. */
    abstract String written();

    /** Returns what precedes the first statement of a transaction, in the same message to the server. */
    abstract String opening();

    /**
     * Makes each statement of the next transaction see what was committed before the statement.
     *
     * @return how to undo that
     */
    abstract Undo isolate(Connection connection) throws SQLException;

    /**
     * Excludes other nodes that migrate, until the transaction ends, or does nothing if scripts bear being run twice.
     */
    abstract void alone(Session session, TablePrefix tables) throws SQLException;

    /** Waits for acts at the tables of this version, and keeps new ones waiting, until the transaction ends. */
    abstract void excludeActs(Session session) throws SQLException;

    /** Makes what was committed survive the end of the process and of the machine, if the commit does not. */
    abstract void makeDurable(Session session) throws SQLException;

    /** Puts a connection into its state of before. */
    interface Undo {

        void run() throws SQLException;
    }
}
