package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.jdbc.database.Scripts;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.testkit.thread.TestThreads;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are missing, of another version, or changed while stores use them. */
class MigrationTest {

    private enum Kind {
        POSTGRES,
        H2;

        TestDatabase database() {
            return this == POSTGRES ? TestDatabase.postgres() : TestDatabase.strictH2Pool();
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTables_areToldAndNotMade(Kind kind) {
        try (var database = kind.database();
                var storage = database.storage()) {
            assertThatThrownBy(() -> storage.tokenStore().find(Samples.WHOSE)).hasMessageContaining("call migrate()");
            assertThatThrownBy(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("call migrate()");
            assertThatThrownBy(() -> storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient()))
                    .hasMessageContaining("call migrate()");
            storage.migrate();
            assertThat(storage.tokenStore().find(Samples.WHOSE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyNodes_migrateAtOnce(Kind kind) throws Exception {
        try (var database = kind.database()) {
            TestThreads.runTogether(6, number -> {
                try (var storage = database.storage()) {
                    storage.migrate();
                    storage.tokenStore().save(Samples.WHOSE, Samples.tokens(number));
                }
            });
            assertThat(database.rows("SELECT version, readable_from FROM ksef_schema"))
                    .containsExactly("1|1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oldNodes_goOnWithNewerTablesThatTheyCanRead(Kind kind) {
        try (var database = kind.database();
                var old = database.migrated();
                var next = next(database, "-- readable from version 1\n", "note VARCHAR(10)")) {
            old.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            assertThatThrownBy(() -> next.tokenStore().find(Samples.WHOSE))
                    .as("a newer node before it migrates")
                    .hasMessageContaining("needs 2: call migrate()");
            next.migrate();
            assertThat(next.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            old.tokenStore().save(Samples.WHOSE, Samples.tokens(2));
            assertThat(old.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(2));
            old.migrate();
            assertThat(database.rows("SELECT version, readable_from FROM ksef_schema ORDER BY version"))
                    .containsExactly("1|1", "2|1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodesThatAreTooOld_areTold_andChangeNothing(Kind kind) {
        try (var database = kind.database();
                var old = database.migrated();
                var next = next(database, "-- readable from version 2\n", "note VARCHAR(10)")) {
            old.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
                old.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
                next.migrate();
                List<Runnable> acts = List.of(
                        () -> old.tokenStore().find(Samples.WHOSE),
                        () -> old.tokenStore().save(Samples.WHOSE, Samples.tokens(2)),
                        () -> old.tokenStore().remove(Samples.WHOSE),
                        () -> old.keyStore().save(Samples.SESSION, Samples.contentKey(1)),
                        () -> old.keyStore().references(),
                        () -> old.submissionJournal().read(Samples.SUBMISSION),
                        () -> old.submissionJournal().submissions(),
                        () -> old.submissionJournal().lease(Samples.SUBMISSION, Samples.patient()),
                        old::migrate);
                for (Runnable each : acts) {
                    assertThatThrownBy(each::run)
                            .isInstanceOf(KsefStorageException.class)
                            .hasMessageContaining("from version 2 of this module on")
                            .hasMessageContaining("update it");
                }
                return 1;
            });
            assertThat(next.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
        }
    }

    @Test
    void migration_waitsForActsAndLetsThemFinish() throws Exception {
        try (var database = TestDatabase.postgres();
                var storage = database.migrated();
                var next = next(database, "-- readable from version 2\n", "note VARCHAR(10)")) {
            TestThreads.runTogether(4, number -> {
                if (number == 0) {
                    next.migrate();
                } else {
                    saveUntilTold(storage);
                }
            });
        }
    }

    private static void saveUntilTold(JdbcStorage storage) {
        assertThatThrownBy(() -> {
                    while (true) {
                        storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
                    }
                })
                .hasMessageContaining("update it");
    }

    private static JdbcStorage next(TestDatabase database, String header, String column) {
        return database.builder()
                .scripts(new Scripts() {
                    @Override
                    protected List<String> names() {
                        List<String> names = new ArrayList<>(super.names());
                        names.add("V2__note.sql");
                        return names;
                    }

                    @Override
                    protected String text(String path) {
                        return path.contains("V2")
                                ? header + "ALTER TABLE ksef_token ADD COLUMN IF NOT EXISTS " + column + ";\n"
                                : super.text(path);
                    }
                })
                .encrypted(Samples.KEYS);
    }

    @Test
    void otherDatabase_isRefused() {
        DatabaseMetaData data = proxy(DatabaseMetaData.class, "getDatabaseProductName", "Oracle");
        Connection connection = proxy(Connection.class, "getMetaData", data);
        try (var storage = JdbcStorage.inPlain(proxy(DataSource.class, "getConnection", connection))) {
            assertThatThrownBy(() -> storage.tokenStore().find(Samples.WHOSE))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("Oracle")
                    .hasMessageContaining("PostgreSQL or H2");
        }
    }

    private static <T> T proxy(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? MigrationTest.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> called.getName().equals(method) ? answer : null));
    }

    @Test
    void prefixThatIsNoName_isRefused() {
        for (String prefix : List.of("", "a b", "x;--", "a.b.c", "1x", "x".repeat(32))) {
            assertThatThrownBy(() -> TestDatabase.h2().builder().tablePrefix(prefix))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
