package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.BackgroundCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools of all kinds, transactions of callers, and pools that have no connection left. */
class PoolsTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connection_isGivenBackAsItWasGot(boolean isPostgres) throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (var database = isPostgres ? TestDatabase.postgres() : TestDatabase.h2();
                    var migrated = database.migrated();
                    Connection only = database.plain().getConnection()) {
                only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                only.setAutoCommit(autoCommit);
                try (var storage = database.over(alwaysThis(only)).storage()) {
                    storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
                    assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
                    database.change("DROP TABLE ksef_key");
                    assertThatThrownBy(() -> storage.keyStore().save(Samples.SESSION, Samples.contentKey(1)))
                            .isInstanceOf(KsefStorageException.class);
                    assertThat(only.getAutoCommit()).isEqualTo(autoCommit);
                    assertThat(only.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                    assertThat(migrated.tokenStore().find(Samples.WHOSE))
                            .as("committed, whatever the pool sets")
                            .contains(Samples.tokens(1));
                }
            }
        }
    }

    private static BoundConnections alwaysThis(Connection only) {
        return new BoundConnections(TestDatabase.h2().plain()) {
            @Override
            public Connection getConnection() {
                return thatStaysOpen(only);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transactionOfTheCaller_isNoticed_andGoesOn(boolean isPostgres) throws Exception {
        try (var database = isPostgres ? TestDatabase.postgres() : TestDatabase.h2();
                var migrated = database.migrated()) {
            database.change("CREATE TABLE ksef_callers (n INT)");
            var bound = new BoundConnections(database.plain());
            try (var storage = database.over(bound).storage();
                    Connection callers = bound.begin()) {
                insert(database, callers);
                for (Runnable act : List.<Runnable>of(
                        () -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)),
                        () -> storage.tokenStore().find(Samples.WHOSE))) {
                    assertThatThrownBy(act::run)
                            .isInstanceOf(KsefStorageException.class)
                            .hasMessageContaining("transaction of the caller");
                }
                insert(database, callers);
                assertThat(database.rows("SELECT n FROM ksef_callers")).as("not committed by us").isEmpty();
                storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> 1);
                callers.commit();
            }
            assertThat(database.rows("SELECT n FROM ksef_callers")).hasSize(2);
            assertThat(migrated.tokenStore().find(Samples.WHOSE)).isEmpty();
            assertThat(database.rows("SELECT * FROM ksef_lease")).isEmpty();
        }
    }

    private static void insert(TestDatabase database, Connection callers) throws SQLException {
        try (var statement = callers.prepareStatement("INSERT INTO " + database.prefix() + "callers VALUES (1)")) {
            statement.executeUpdate();
        }
    }

    @Test
    void poolOfOneInATransaction_refusesLeasesByTheDeadline_andGetsLateConnectionsBack() throws Exception {
        try (var database = poolOfOne(60_000);
                var storage = database.migrated()) {
            try (Connection held = database.connections().getConnection()) {
                assertThat(held.isClosed()).isFalse();
                assertThatThrownBy(() -> storage.tokenStore().exclusively(Samples.WHOSE, soon(), () -> "never"))
                        .isInstanceOf(KsefDeadlineException.class)
                        .hasMessageContaining(Samples.WHOSE.toString())
                        .hasMessageContaining("pool of the DataSource gave no connection")
                        .hasMessageContaining("make it larger");
                assertThatThrownBy(() -> storage.submissionJournal().lease(Samples.SUBMISSION, soon()))
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessageContaining("pool of the DataSource gave no connection");
            }
            assertThat(storage.tokenStore().find(Samples.WHOSE)).isEmpty();
            assertThat(storage.tokenStore().<String>exclusively(Samples.WHOSE, Samples.patient(), () -> "later"))
                    .isEqualTo("later");
            assertThat(database.rows("SELECT * FROM ksef_lease")).as("what came late was not taken").isEmpty();
        }
    }

    @Test
    void waitForAConnection_endsByAnInterruptAndByClosing() throws Exception {
        try (var database = poolOfOne(60_000);
                var storage = database.migrated();
                Connection held = database.connections().getConnection()) {
            BackgroundCall interrupted = BackgroundCall.waiting(() ->
                    storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> 1L));
            interrupted.interrupt();
            assertThat(interrupted.failure()).isInstanceOf(KsefDeadlineException.class);
            BackgroundCall waiting = BackgroundCall.waiting(() ->
                    storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> 1L));
            storage.close();
            assertThat(waiting.failure()).isInstanceOf(KsefStorageException.class).hasMessageContaining("closed");
            assertThat(held.isClosed()).as("the DataSource stays open").isFalse();
        }
    }

    @Test
    void findWithoutAFreeConnection_failsAsThePoolDoes() throws Exception {
        try (var database = poolOfOne(300);
                var storage = database.migrated();
                Connection held = database.connections().getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(() -> storage.tokenStore().find(Samples.WHOSE))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("pool of the DataSource gave no connection")
                    .hasNoCause();
        }
    }

    private static TestDatabase poolOfOne(long timeoutMillis) {
        TestDatabase plain = TestDatabase.postgres();
        var config = new HikariConfig();
        config.setDataSource(plain.plain());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(timeoutMillis);
        return plain.over(new HikariDataSource(config));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMillis(200), Time.system());
    }
}
