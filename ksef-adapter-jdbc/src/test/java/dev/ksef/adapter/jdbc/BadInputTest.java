package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.DataKeys;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What can be wrong with a database and what stands in it: each is told by its name, without secrets, and nothing is
 * lost.
 */
class BadInputTest {

    private enum Kind {
        POSTGRES,
        H2;

        TestDatabase database() {
            return this == POSTGRES ? TestDatabase.postgres() : TestDatabase.h2();
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongDataKey_isTold_andNothingIsOverwritten(Kind kind) {
        try (var database = filled(kind)) {
            List<String> before = database.traces();
            try (var wrong = database.builder().encrypted(DataKeys.of("k1", Samples.key(9)));
                    var missing = database.builder().encrypted(DataKeys.of("k9", Samples.key(9)));
                    var plain = database.builder().inPlain()) {
                assertTold(() -> wrong.tokenStore().find(Samples.WHOSE), "another key that had the id k1");
                assertTold(() -> missing.tokenStore().find(Samples.WHOSE), "key k1 is missing");
                assertTold(() -> missing.keyStore().find(Samples.SESSION), "key k1 is missing");
                assertTold(() -> missing.keyStore().references(), "key k1 is missing");
                assertTold(() -> missing.submissionJournal().read(Samples.SUBMISSION), "key k1 is missing");
                assertTold(() -> missing.submissionJournal().submissions(), "key k1 is missing");
                assertTold(() -> plain.tokenStore().find(Samples.WHOSE), "only an encrypted form is stored");
            }
            assertThat(database.traces()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void alteredAndSwappedRows_areTold(Kind kind) {
        try (var database = filled(kind);
                var storage = database.storage()) {
            storage.tokenStore().save(Samples.OTHERS, Samples.tokens(2));
            storage.keyStore().save(Samples.OTHER_SESSION, Samples.contentKey(2));
            database.change("UPDATE ksef_token SET content = (SELECT content FROM ksef_token ORDER BY id LIMIT 1)");
            database.change("UPDATE ksef_key SET content = (SELECT content FROM ksef_key ORDER BY id LIMIT 1),"
                    + " reference = (SELECT reference FROM ksef_key ORDER BY id LIMIT 1)");
            assertThat(List.of(
                            catchThrowable(() -> storage.tokenStore().find(Samples.WHOSE)) != null,
                            catchThrowable(() -> storage.tokenStore().find(Samples.OTHERS)) != null))
                    .as("one of the two is not its own")
                    .containsExactlyInAnyOrder(true, false);
            assertTold(() -> storage.keyStore().references(), "altered, moved from another place");
            database.change(
                    "UPDATE ksef_token SET content = CAST('rubbish' AS " + (kind == Kind.H2 ? "VARBINARY)" : "BYTEA)"));
            assertTold(() -> storage.tokenStore().find(Samples.WHOSE), Samples.WHOSE.toString());
        }
    }

    @Test
    void readOnlyDatabase_isTold(@TempDir Path directory) {
        try (var database = filled(Kind.POSTGRES)) {
            var connections = PostgresServer.connections();
            connections.setOptions("-c default_transaction_read_only=on");
            try (var storage = database.over(connections).storage()) {
                assertCanOnlyBeRead(storage);
            }
        }
        try (var database = TestDatabase.h2InFile(directory)) {
            fill(database);
        }
        var connections = new JdbcDataSource();
        connections.setUrl("jdbc:h2:file:" + directory.resolve("stores") + ";ACCESS_MODE_DATA=r");
        connections.setUser("sa");
        connections.setPassword("");
        try (var storage = JdbcStorage.encrypted(connections, Samples.KEYS)) {
            assertCanOnlyBeRead(storage);
        }
    }

    private static void assertCanOnlyBeRead(JdbcStorage storage) {
        assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
        assertThat(storage.submissionJournal().read(Samples.SUBMISSION)).hasSize(2);
        assertTold(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(2)), "can only be read");
        assertTold(() -> storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient()), "can only be read");
    }

    @Test
    void fullDisk_isTold_andNothingIsOverwritten() {
        try (var database = filled(Kind.POSTGRES);
                var storage = database.storage();
                var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            database.change("CREATE FUNCTION ksef_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " RAISE EXCEPTION 'no room for %', NEW USING ERRCODE = '53100'; END $$");
            for (String table : List.of("token", "frame")) {
                database.change("CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ksef_" + table
                        + " FOR EACH ROW EXECUTE FUNCTION ksef_full()");
            }
            assertTold(
                    () -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(2)), "disk of the database is full");
            assertTold(() -> lease.append(Samples.records(2, 3)), "disk of the database is full");
            assertTold(() -> lease.replace(Samples.records(2, 3)), "disk of the database is full");
            assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            assertThat(lease.records()).isEqualTo(Samples.records(0, 2));
        }
    }

    @Test
    void wrongUser_isTold() {
        var stranger = PostgresServer.connections();
        stranger.setUser("stranger");
        try (var refused = JdbcStorage.encrypted(stranger, Samples.KEYS)) {
            assertTold(() -> refused.tokenStore().find(Samples.WHOSE), "does not accept the user or the password");
        }
        try (var database = TestDatabase.h2();
                var migrated = database.migrated()) {
            var wrong = new JdbcDataSource();
            wrong.setUrl(((JdbcDataSource) database.plain()).getUrl());
            wrong.setUser("sa");
            wrong.setPassword("access-secret");
            assertTold(
                    () -> database.over(wrong).storage().tokenStore().find(Samples.WHOSE),
                    "does not accept the user or the password");
            assertThat(migrated.tokenStore().find(Samples.WHOSE)).isEmpty();
        }
    }

    @Test
    void userWithoutRights_isTold() {
        try (var database = filled(Kind.POSTGRES)) {
            database.change("DROP ROLE IF EXISTS weak");
            database.change("CREATE ROLE weak LOGIN");
            var weak = PostgresServer.connections();
            weak.setUser("weak");
            try (var storage = database.over(weak).storage()) {
                assertTold(() -> storage.tokenStore().find(Samples.WHOSE), "no right to that");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTable_isTold(Kind kind) {
        try (var database = filled(kind);
                var storage = database.storage()) {
            database.change("DROP TABLE ksef_token");
            assertTold(() -> storage.tokenStore().find(Samples.WHOSE), "a table is missing: call migrate()");
            assertTold(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)), "a table is missing");
        }
    }

    @Test
    void valueThatIsTooLarge_isRefused() {
        try (var database = filled(Kind.H2);
                var storage = database.storage()) {
            var huge = new StoredTokens(
                    new AccessToken("x".repeat(17 << 20), OffsetDateTime.parse("2099-01-01T00:00Z")),
                    null,
                    new ReferenceNumber("x"));
            assertTold(() -> storage.tokenStore().save(Samples.WHOSE, huge), "at most 33554432 are stored together");
            assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
        }
    }

    @Test
    void storingInPlain_isAskedForByName_andWorks() {
        try (var database = TestDatabase.h2();
                var plain = database.builder().inPlain()) {
            plain.migrate();
            plain.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            assertThat(plain.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            assertThat(database.traces()).anyMatch(trace -> trace.contains("access-secret-1"));
        }
    }

    private static TestDatabase filled(Kind kind) {
        TestDatabase database = kind.database();
        fill(database);
        return database;
    }

    private static void fill(TestDatabase database) {
        try (var storage = database.migrated();
                var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            storage.keyStore().save(Samples.SESSION, Samples.contentKey(1));
            lease.append(Samples.records(0, 2));
        }
    }

    private static void assertTold(ThrowingCallable act, String part) {
        Throwable failure = catchThrowable(act);
        assertThat(failure)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(failure.getSuppressed()).isEmpty();
    }
}
