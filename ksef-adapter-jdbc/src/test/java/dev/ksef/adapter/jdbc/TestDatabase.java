package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Tables of one test.
 *
 * @param plain opens a connection each time
 * @param connections what the stores are given
 */
record TestDatabase(DataSource plain, DataSource connections, String prefix) implements AutoCloseable {

    static final List<String> TABLES = List.of("schema", "lease", "token", "key", "head", "frame");

    static TestDatabase postgres() {
        DataSource plain = PostgresServer.connections();
        return new TestDatabase(plain, plain, PostgresServer.newSchema() + ".ksef_");
    }

    /** The tests share a pool, since the server starts a process for each connection. */
    static TestDatabase postgresPool() {
        return postgres().over(SharedPool.CONNECTIONS);
    }

    private static final class SharedPool {

        static final HikariDataSource CONNECTIONS = pool(PostgresServer.connections(), new HikariConfig());
    }

    /** A pool as some applications set it: no autocommit, and the strictest isolation. */
    static TestDatabase strictPostgresPool() {
        return postgres().pooled(strict());
    }

    static TestDatabase h2() {
        return h2("mem:" + UUID.randomUUID(), "");
    }

    static TestDatabase strictH2Pool() {
        return h2("mem:" + UUID.randomUUID(), ";MODE=PostgreSQL").pooled(strict());
    }

    static TestDatabase h2InFile(Path directory) {
        return h2("file:" + directory.resolve("stores").toAbsolutePath(), "");
    }

    private static TestDatabase h2(String place, String mode) {
        JdbcDataSource plain = h2At("jdbc:h2:" + place + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE" + mode);
        return new TestDatabase(plain, plain, "ksef_");
    }

    private static JdbcDataSource h2At(String url) {
        var connections = new JdbcDataSource();
        connections.setUrl(url);
        connections.setUser("sa");
        connections.setPassword("");
        return connections;
    }

    /** Opens what {@link #url} returned, in another process. */
    static DataSource at(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return h2At(url);
        }
        var connections = new PGSimpleDataSource();
        connections.setUrl(url);
        connections.setUser("postgres");
        return connections;
    }

    boolean isFile() {
        return url().startsWith("jdbc:h2:file:");
    }

    String url() {
        return plain instanceof JdbcDataSource h2 ? h2.getUrl() : ((PGSimpleDataSource) plain).getUrl();
    }

    private static HikariConfig strict() {
        var config = new HikariConfig();
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return config;
    }

    TestDatabase pooled(HikariConfig config) {
        return over(pool(plain, config));
    }

    private static HikariDataSource pool(DataSource plain, HikariConfig config) {
        config.setDataSource(plain);
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Duration.ofSeconds(60).toMillis());
        return new HikariDataSource(config);
    }

    /** The same tables by another way. */
    TestDatabase over(DataSource other) {
        return new TestDatabase(plain, other, prefix);
    }

    JdbcStorage.Builder builder() {
        return JdbcStorage.on(connections).tablePrefix(prefix);
    }

    JdbcStorage storage() {
        return builder().encrypted(Samples.KEYS);
    }

    JdbcStorage migrated() {
        JdbcStorage storage = storage();
        storage.migrate();
        return storage;
    }

    /** Returns the answer to a query as text, a row each; tables are named as if they had the usual prefix. */
    List<String> rows(String query, Object... values) {
        try (Connection connection = plain.getConnection();
                var statement = connection.prepareStatement(query.replace("ksef_", prefix))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String row(ResultSet rows) throws SQLException {
        var text = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            text.append(i == 1 ? "" : "|")
                    .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        }
        return text.toString();
    }

    /** Changes rows as somebody does who has access to the database. */
    int change(String change, Object... values) {
        try (Connection connection = plain.getConnection();
                var statement = connection.prepareStatement(change.replace("ksef_", prefix))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
            return statement.getUpdateCount();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** All rows of all tables, as hexadecimal digits and as text without zero bytes. */
    List<String> traces() {
        List<String> traces = new ArrayList<>();
        for (String table : TABLES) {
            for (String row : rows("SELECT * FROM ksef_" + table)) {
                traces.add(row);
                for (String value : row.split("\\|")) {
                    if (value.matches("([0-9a-f]{2})+")) {
                        byte[] bytes = HexFormat.of().parseHex(value);
                        traces.add(new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", ""));
                    }
                }
            }
        }
        return traces;
    }

    @Override
    public void close() {
        if (connections instanceof HikariDataSource pool && pool != SharedPool.CONNECTIONS) {
            pool.close();
        }
        if (plain instanceof JdbcDataSource) {
            shutDown();
        }
    }

    private void shutDown() {
        try (Connection connection = plain.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException closedByIt) {
            assertThat(closedByIt.getSQLState()).isEqualTo("90121");
        }
    }
}
