package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops, and starts again with the same data. */
class RestartTest {

    @TempDir
    private Path directory;

    @Test
    void restartedServer_hasWhatWasWritten_andItsLeases() throws Exception {
        int port = freePort();
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        EmbeddedPostgres server = start(port);
        try (var pool = new HikariDataSource(config);
                var storage = JdbcStorage.encrypted(pool, Samples.KEYS)) {
            storage.migrate();
            var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient());
            lease.append(Samples.records(0, 1));
            server.close();
            assertThatThrownBy(() -> lease.append(Samples.records(1, 2)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("appending to the records of " + Samples.SUBMISSION)
                    .hasNoCause();
            server = start(port);
            awaitConnection(storage);
            lease.append(Samples.records(1, 2));
            assertThat(lease.records()).isEqualTo(Samples.records(0, 2));
            lease.close();
        } finally {
            server.close();
        }
    }

    /** A pool that has seen a failure waits before it tries again. */
    private static void awaitConnection(JdbcStorage storage) {
        Deadline patience = Samples.patient();
        while (true) {
            try {
                storage.tokenStore().find(Samples.WHOSE);
                return;
            } catch (KsefStorageException notYet) {
                assertThat(patience.hasPassed(Time.system())).as("no connection: %s", notYet.getMessage()).isFalse();
            }
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
