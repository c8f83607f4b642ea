package dev.ksef.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A connection during one act. */
public final class Session {

    private final Connection connection;
    private final Dialect dialect;
    private final TablePrefix tables;
    private String opening;

    /** @param opening what precedes the first statement */
    Session(Connection connection, Dialect dialect, TablePrefix tables, String opening) {
        this.connection = connection;
        this.dialect = dialect;
        this.tables = tables;
        this.opening = opening;
    }

    /** Reads the answer to a query. */
    public interface Reader<T> {

        /** @param rows stands before the first one */
        T read(ResultSet rows) throws SQLException;
    }

    public Dialect dialect() {
        return dialect;
    }

    public <T> T ask(String query, Reader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(query)) {
            bind(statement, values);
            boolean isAnswer = statement.execute();
            while (!isAnswer) {
                isAnswer = statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        }
    }

    /** Returns how many rows were changed. */
    public int change(String change, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(change)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Makes the same change with each of several lists of values, together. */
    public void changeAll(String change, List<Object[]> lists) throws SQLException {
        try (PreparedStatement statement = prepared(change)) {
            for (Object[] values : lists) {
                bind(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private PreparedStatement prepared(String text) throws SQLException {
        String whole = opening + tables.in(text);
        opening = "";
        return connection.prepareStatement(whole);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
