package dev.ksef.adapter.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** One server for all tests of this JVM; each test has a schema of its own. */
final class PostgresServer {

    static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static PGSimpleDataSource connections() {
        return (PGSimpleDataSource) SERVER.getPostgresDatabase();
    }

    /** Returns where the server keeps its data: a directory of the user who runs it. */
    static Path directory() {
        return Path.of(setting("data_directory"));
    }

    static String setting(String name) {
        try (Connection connection = connections().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns the name of a new schema. */
    static String newSchema() {
        String schema = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        try (Connection connection = connections().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            return schema;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
