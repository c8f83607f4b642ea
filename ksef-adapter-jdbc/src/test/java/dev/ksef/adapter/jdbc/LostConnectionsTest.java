package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.ksef.model.error.KsefStorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break in the middle of an act, and others that are in the way. */
class LostConnectionsTest {

    private static final List<Consumer<JdbcStorage>> REPEATABLE = List.of(
            storage -> storage.tokenStore().find(Samples.WHOSE),
            storage -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)),
            storage -> storage.tokenStore().remove(Samples.WHOSE),
            storage -> storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> 1),
            storage -> storage.keyStore().save(Samples.SESSION, Samples.contentKey(1)),
            storage -> storage.keyStore().find(Samples.SESSION),
            storage -> storage.keyStore().references(),
            storage -> storage.keyStore().remove(Samples.SESSION),
            storage -> storage.submissionJournal().read(Samples.SUBMISSION),
            storage -> storage.submissionJournal().submissions());

    private final TestDatabase database = TestDatabase.postgres();
    private final Faults faults = Faults.of(database.connections());
    private final JdbcStorage storage = database.over(faults.connections()).storage();

    LostConnectionsTest() {
        database.storage().migrate();
    }

    @AfterEach
    void close() {
        faults.on((call, itself) -> itself.go());
        storage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01"})
    void act_whoseConnectionBreaks_isRepeatedOnce(String state) {
        for (Consumer<JdbcStorage> act : REPEATABLE) {
            failFirst(1, state);
            act.accept(storage);
        }
        failFirst(2, state);
        assertThatThrownBy(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining(state)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void act_thatOthersAreInTheWayOf_isRepeatedAFewTimes(String state) {
        for (Consumer<JdbcStorage> act : REPEATABLE) {
            failFirst(3, state);
            act.accept(storage);
        }
        failFirst(1000, state);
        assertThatThrownBy(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("others were in the way");
    }

    @Test
    void otherFailure_isNotRepeated() {
        AtomicInteger failures = failFirst(1, "XX000");
        assertThatThrownBy(() -> storage.tokenStore().find(Samples.WHOSE)).hasMessageContaining("XX000");
        assertThat(failures).hasValue(0);
        assertThat(faults.calls()).filteredOn("getConnection"::equals).hasSize(1);
    }

    private AtomicInteger failFirst(int times, String state) {
        faults.calls().clear();
        var left = new AtomicInteger(times);
        faults.on((call, itself) -> {
            if (call.startsWith("execute ") && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                throw new SQLException("injected", state);
            }
            return itself.go();
        });
        return left;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void appendWhoseCommitBreaks_isThereOnce(boolean isCommitted) {
        try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.append(Samples.records(0, 1));
            failCommit(isCommitted);
            lease.append(Samples.records(1, 3));
            failCommit(isCommitted);
            lease.append(Samples.records(3, 4));
            assertThat(lease.records()).isEqualTo(Samples.records(0, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replacementWhoseCommitBreaks_isThereOnce(boolean isCommitted) {
        try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.append(Samples.records(0, 3));
            failCommit(isCommitted);
            lease.replace(Samples.records(5, 7));
            assertThat(lease.records()).isEqualTo(Samples.records(5, 7));
            failCommit(isCommitted);
            lease.replace(List.of());
            assertThat(lease.records()).isEmpty();
            assertThat(storage.submissionJournal().submissions()).isEmpty();
        }
    }

    private void failCommit(boolean isCommitted) {
        var left = new AtomicInteger(1);
        faults.on((call, itself) -> {
            if (!call.equals("commit") || left.getAndDecrement() <= 0) {
                return itself.go();
            }
            if (isCommitted) {
                itself.go();
            }
            throw new SQLException("injected", "08006");
        });
    }

    @Test
    void connectionsThatTheServerEnds_areReplaced() {
        var plain = PostgresServer.connections();
        plain.setApplicationName(database.prefix());
        try (var pool = new TestDatabase(plain, plain, database.prefix()).pooled(new HikariConfig());
                var pooled = pool.storage();
                var lease = pooled.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.append(Samples.records(0, 1));
            for (int i = 1; i < 4; i++) {
                endConnections();
                lease.append(Samples.records(i, i + 1));
                endConnections();
                assertThat(lease.records()).isEqualTo(Samples.records(0, i + 1));
            }
        }
    }

    private void endConnections() {
        database.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND pid <> pg_backend_pid()",
                database.prefix());
    }
}
