package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases whose disk is really full, or can only be read. */
class FullDiskTest {

    @TempDir
    private Path directory;

    @Test
    void postgresWithoutRoom_isTold_andKeepsWhatItHas() throws Exception {
        Path place = Files.createDirectory(PostgresServer.directory().resolve("tiny"));
        try (var disk = TinyDisk.mounted(place, 1024, PostgresServer.directory());
                var database = TestDatabase.postgres();
                var storage = database.migrated()) {
            database.change("CREATE TABLESPACE tiny LOCATION '" + disk.directory() + "'");
            for (String table : TestDatabase.TABLES) {
                database.change("ALTER TABLE ksef_" + table + " SET TABLESPACE tiny");
            }
            try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
                lease.append(Samples.records(0, 2));
                assertFillsUp(storage);
                assertThat(lease.records()).isEqualTo(Samples.records(0, 2));
            } finally {
                TestDatabase.TABLES.forEach(table -> database.change("DROP TABLE ksef_" + table));
                database.change("DROP TABLESPACE tiny");
            }
        }
    }

    @Test
    void h2WithoutRoom_isTold_andKeepsWhatItHas() {
        try (var disk = TinyDisk.mounted(directory, 512, directory)) {
            var database = TestDatabase.h2InFile(disk.directory());
            try (var storage = database.migrated()) {
                try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
                    lease.append(Samples.records(0, 2));
                }
                assertFillsUp(storage);
                disk.enlarge();
                storage.tokenStore().save(Samples.WHOSE, Samples.tokens(7));
                assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(7));
                assertThat(storage.submissionJournal().read(Samples.SUBMISSION)).isEqualTo(Samples.records(0, 2));
            }
        }
    }

    @Test
    void h2OnADiskThatCanOnlyBeRead_isTold() {
        try (var disk = TinyDisk.mounted(directory, 512, directory);
                var database = TestDatabase.h2InFile(disk.directory())) {
            try (var storage = database.migrated()) {
                storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            }
            database.close();
            disk.makeReadOnly();
            try (var storage = database.storage()) {
                assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
                assertThat(save(storage, 2))
                        .hasMessageContaining("can only be read")
                        .hasNoCause();
            }
        }
    }

    private static void assertFillsUp(JdbcStorage storage) {
        int saved = 0;
        @Nullable KsefStorageException failure = null;
        while (failure == null) {
            failure = save(storage, saved + 1);
            saved += failure == null ? 1 : 0;
            assertThat(saved).as("the disk is larger than it should be").isLessThan(1000);
        }
        assertThat(failure)
                .hasMessageContaining("the disk of the database is full, or fails: make room there")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(awaited(storage)).isEqualTo(saved);
    }

    /** H2 closes a database that it could not write, and opens it anew when it has been closed. */
    private static int awaited(JdbcStorage storage) {
        Deadline patience = Samples.patient();
        while (true) {
            try {
                return storage.tokenStore()
                        .find(Samples.WHOSE)
                        .map(Samples::numberOf)
                        .orElse(0);
            } catch (KsefStorageException notYet) {
                assertThat(patience.hasPassed(Time.system()))
                        .as("%s", notYet.getMessage())
                        .isFalse();
            }
        }
    }

    private static @Nullable KsefStorageException save(JdbcStorage storage, int number) {
        return catchThrowableOfType(
                KsefStorageException.class, () -> storage.tokenStore().save(Samples.WHOSE, large(number)));
    }

    private static StoredTokens large(int number) {
        var text = new StringBuilder("secret");
        new Random(number).ints(20_000, 'a', 'z').forEach(each -> text.append((char) each));
        return new StoredTokens(
                new AccessToken(text.toString(), OffsetDateTime.parse("2099-01-01T00:00Z")),
                null,
                new ReferenceNumber(String.valueOf(number)));
    }
}
