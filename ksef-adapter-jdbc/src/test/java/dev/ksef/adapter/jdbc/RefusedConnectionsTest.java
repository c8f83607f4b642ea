package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.model.error.KsefStorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases that let nobody in, each asked directly and through a pool: the reason is told, and no password. */
class RefusedConnectionsTest {

    @TempDir
    private Path directory;

    @Test
    void wrongPassword_isTold_andTheRightOneWorks() throws Exception {
        try (var database = TestDatabase.postgres();
                var migrated = database.migrated()) {
            migrated.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            Path accesses = Path.of(PostgresServer.setting("hba_file"));
            String line = "host all asked 127.0.0.1/32 scram-sha-256\n";
            Files.writeString(accesses, line + Files.readString(accesses));
            database.change("CREATE ROLE asked LOGIN SUPERUSER PASSWORD 'right-secret'");
            database.rows("SELECT pg_reload_conf()");
            PGSimpleDataSource asked = asked("wrong-secret");
            assertRefused(asked, database.prefix(), "does not accept the user or the password");
            asked.setPassword(null);
            assertRefused(asked, database.prefix(), "refuses the connection: see to user, password");
            try (var storage = database.over(asked("right-secret")).storage()) {
                assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            }
        }
    }

    private static PGSimpleDataSource asked(String password) {
        var connections = new PGSimpleDataSource();
        connections.setServerNames(new String[] {"127.0.0.1"});
        connections.setPortNumbers(new int[] {PostgresServer.SERVER.getPort()});
        connections.setDatabaseName("postgres");
        connections.setUser("asked");
        connections.setPassword(password);
        return connections;
    }

    @Test
    void unreachableServer_andMissingDatabase_areTold() {
        PGSimpleDataSource nobody = PostgresServer.connections();
        nobody.setPortNumbers(new int[] {1});
        assertRefused(nobody, "ksef_", "cannot be reached");
        PGSimpleDataSource elsewhere = PostgresServer.connections();
        elsewhere.setDatabaseName("nowhere");
        assertRefused(elsewhere, "ksef_", "no such database");
    }

    @Test
    void serverWithoutRoomForAConnection_isTold() {
        try (var database = TestDatabase.postgres();
                var migrated = database.migrated()) {
            database.change("CREATE ROLE lonely LOGIN CONNECTION LIMIT 0");
            PGSimpleDataSource lonely = PostgresServer.connections();
            lonely.setUser("lonely");
            assertRefused(lonely, database.prefix(), "no room for a connection");
            assertThat(migrated.tokenStore().find(Samples.WHOSE)).isEmpty();
        }
    }

    @Test
    void encryptedFileOfH2_withAnotherPassword_isTold() throws Exception {
        JdbcDataSource right = h2(";CIPHER=AES", "file-secret user-secret");
        try (var storage = JdbcStorage.encrypted(right, Samples.KEYS)) {
            storage.migrate();
            storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
        }
        shutDown(right);
        String other = "encrypted with another password than that of the DataSource";
        byte[] before = Files.readAllBytes(file());
        assertRefused(h2(";CIPHER=AES", "wrong-secret user-secret"), "ksef_", other);
        assertRefused(h2(";CIPHER=AES", "file-secret-alone"), "ksef_", other);
        assertRefused(h2("", "user-secret"), "ksef_", other);
        assertThat(Files.readAllBytes(file())).as("left as it was").isEqualTo(before);
        try (var storage = JdbcStorage.encrypted(right, Samples.KEYS)) {
            assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
        }
        shutDown(right);
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("KSEF_TOKEN");
    }

    @Test
    void fileOfH2_thatIsDamaged_orOpenElsewhere_isTold() throws Exception {
        JdbcDataSource file = h2("", "user-secret");
        try (var storage = JdbcStorage.encrypted(file, Samples.KEYS)) {
            storage.migrate();
        }
        shutDown(file);
        byte[] bytes = Files.readAllBytes(file());
        try (var channel = java.nio.channels.FileChannel.open(file(), java.nio.file.StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            assertRefused(file, "ksef_", "another process has the file of the database open");
        }
        Files.write(file(), new byte[bytes.length]);
        assertRefused(file, "ksef_", "the file of the database is damaged");
    }

    private JdbcDataSource h2(String mode, String password) {
        var connections = new JdbcDataSource();
        connections.setUrl(
                "jdbc:h2:file:" + directory.resolve("stores").toAbsolutePath() + ";DB_CLOSE_DELAY=-1" + mode);
        connections.setUser("sa");
        connections.setPassword(password);
        return connections;
    }

    private Path file() {
        return directory.resolve("stores.mv.db");
    }

    private static void shutDown(DataSource database) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    private static void assertRefused(DataSource connections, String prefix, String reason) {
        var config = new HikariConfig();
        config.setDataSource(connections);
        config.setConnectionTimeout(300);
        config.setInitializationFailTimeout(-1);
        try (var pool = new HikariDataSource(config)) {
            for (DataSource each : List.of(connections, pool)) {
                try (var storage = JdbcStorage.on(each).tablePrefix(prefix).encrypted(Samples.KEYS)) {
                    assertThatThrownBy(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(9)))
                            .isInstanceOf(KsefStorageException.class)
                            .hasMessageContaining(reason)
                            .hasMessageNotContaining("secret")
                            .hasNoCause();
                }
            }
        }
    }
}
