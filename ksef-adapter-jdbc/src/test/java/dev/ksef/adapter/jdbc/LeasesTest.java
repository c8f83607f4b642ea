package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.adapter.jdbc.database.Scripts;
import dev.ksef.adapter.jdbc.database.TablePrefix;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases on PostgreSQL: by the clock of the database, renewed, and never shorter than they should be. */
class LeasesTest {

    private static final String LEFT =
            "SELECT CAST(extract(epoch FROM expires_at - clock_timestamp())" + " * 1000 AS bigint) FROM ksef_lease";

    private final TestDatabase database = TestDatabase.postgres();
    private final JdbcStorage storage = database.migrated();

    @AfterEach
    void close() {
        storage.close();
        database.close();
    }

    @Test
    void lease_isRenewedWhileItIsHeld_byAThreadThatEndsAfterwards() {
        try (var shortly =
                database.builder().leaseLength(Duration.ofMillis(900)).encrypted(Samples.KEYS)) {
            shortly.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
                String first = expiry();
                await(() -> !expiry().equals(first));
                String second = expiry();
                await(() -> !expiry().equals(second));
                return 1;
            });
        }
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("ksef-jdbc")));
    }

    private String expiry() {
        return database.rows("SELECT expires_at FROM ksef_lease").get(0);
    }

    @Test
    void leaseThatIsOver_andNobodyTook_isStillGood() {
        storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
            endLeases();
            storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            return 1;
        });
        assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
    }

    @Test
    void leaseWhoseRowIsGone_isLost() {
        storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
            database.change("DELETE FROM ksef_lease");
            assertThatThrownBy(() -> storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("is lost")
                    .hasMessageContaining("take it anew, and read before you go on");
            return 1;
        });
        assertThat(storage.tokenStore().find(Samples.WHOSE)).isEmpty();
    }

    @Test
    void holderThatLostItsLease_leavesThatOfTheNextOne() {
        var lost = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient());
        endLeases();
        try (var other = database.storage();
                var next = other.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            List<String> owner = database.rows("SELECT owner FROM ksef_lease");
            lost.close();
            assertThat(database.rows("SELECT owner FROM ksef_lease")).hasSize(1).isEqualTo(owner);
            next.append(Samples.records(0, 1));
        }
        assertThat(storage.submissionJournal().read(Samples.SUBMISSION)).isEqualTo(Samples.records(0, 1));
        assertThat(database.rows("SELECT * FROM ksef_lease")).isEmpty();
    }

    @Test
    void renewalByAHolderThatLostItsLease_leavesTheEndOfTheNextOne() {
        var connections = new Database(database.connections(), new TablePrefix(database.prefix()));
        var rows = new LeaseRows(connections, new Schema(connections, new Scripts()), Duration.ofSeconds(60));
        var next = new Lease(RowId.of("label", "one"), "something", new byte[16]);
        var lost = new Lease(RowId.of("label", "one"), "something", new byte[] {1});
        boolean isTaken = connections.single("taking a lease", (session, isRepeated) -> rows.take(session, next));
        assertThat(isTaken).isTrue();
        String end = expiry();
        rows.renew(List.of(lost));
        assertThat(expiry()).isEqualTo(end);
        rows.renew(List.of(next));
        assertThat(expiry()).isNotEqualTo(end);
    }

    /** Whoever holds the row writes under the lease, or takes it over: neither is waited for beyond the deadline. */
    @Test
    void rowThatSomebodyHolds_isNotWaitedFor() throws Exception {
        try (var other = database.storage();
                var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient());
                Connection holder = database.plain().getConnection()) {
            lease.append(Samples.records(0, 1));
            endLeases();
            holder.setAutoCommit(false);
            execute(holder, "SELECT * FROM ksef_lease FOR UPDATE");
            Deadline soon = Deadline.after(Duration.ofMillis(300), Time.system());
            assertThatThrownBy(() -> other.submissionJournal().lease(Samples.SUBMISSION, soon))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(Samples.SUBMISSION.toString());
            holder.rollback();
            other.submissionJournal()
                    .lease(Samples.SUBMISSION, Samples.patient())
                    .close();
        }
    }

    @Test
    void leaseThatWasWaitedForInTheDatabase_isGrantedInFullLength() throws Exception {
        var connections = new Database(database.connections(), new TablePrefix(database.prefix()));
        var rows = new LeaseRows(connections, new Schema(connections, new Scripts()), Duration.ofMillis(1500));
        var lease = new Lease(RowId.of("label", "one"), "something", new byte[16]);
        try (Connection holder = database.plain().getConnection()) {
            holder.setAutoCommit(false);
            execute(
                    holder,
                    "INSERT INTO ksef_lease (id, owner, expires_at, label) VALUES (decode('" + lease.id()
                            + "', 'hex'), '\\x00', clock_timestamp(), 'other')");
            BackgroundCall taking =
                    BackgroundCall.started(() -> new LeaseAttempt(connections, rows, lease).take() ? left() : -1L);
            String begin = now();
            await(() -> database.rows("SELECT clock_timestamp() > CAST(? AS timestamptz) + interval '2 seconds'", begin)
                    .contains("true"));
            assertThat(taking.isDone()).isFalse();
            holder.rollback();
            assertThat(taking.result()).as("milliseconds that are left").isPositive();
        }
    }

    private long left() {
        return Long.parseLong(database.rows(LEFT).get(0));
    }

    private String now() {
        return database.rows("SELECT CAST(clock_timestamp() AS text)").get(0);
    }

    private void execute(Connection connection, String statement) throws Exception {
        try (var prepared = connection.prepareStatement(statement.replace("ksef_", database.prefix()))) {
            prepared.execute();
        }
    }

    @Test
    void closing_endsWaitsAndGivesLeasesBack() throws Exception {
        var held = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient());
        BackgroundCall waiting;
        try (var other = database.storage()) {
            waiting = BackgroundCall.waiting(() -> {
                other.submissionJournal().lease(Samples.SUBMISSION, Samples.patient());
                return 1L;
            });
        }
        assertThat(waiting.failure()).isInstanceOf(KsefStorageException.class).hasMessageContaining("closed");
        storage.close();
        assertThat(database.rows("SELECT * FROM ksef_lease")).isEmpty();
        assertThatThrownBy(() -> held.append(Samples.records(0, 1))).isInstanceOf(KsefStorageException.class);
    }

    @Test
    void storageThatIsClosedAtTheEndOfWork_leavesNoLease() throws Exception {
        for (int round = 0; round < 100; round++) {
            JdbcStorage node = database.storage();
            var atItsEnd = new CountDownLatch(1);
            var work =
                    BackgroundCall.started(() -> node.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
                        atItsEnd.countDown();
                        return 1L;
                    }));
            assertThat(atItsEnd.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            node.close();
            assertThat(work.result()).isEqualTo(1);
            assertThat(database.rows("SELECT * FROM ksef_lease"))
                    .as("round " + round)
                    .isEmpty();
        }
    }

    @Test
    void twoStorages_countTogether() throws Exception {
        try (var other = database.storage()) {
            TestThreads.runTogether(6, number -> {
                JdbcStorage mine = number % 2 == 0 ? storage : other;
                for (int i = 0; i < 5; i++) {
                    mine.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
                        int last = mine.tokenStore()
                                .find(Samples.WHOSE)
                                .map(Samples::numberOf)
                                .orElse(0);
                        mine.tokenStore().save(Samples.WHOSE, Samples.tokens(last + 1));
                        return last;
                    });
                }
            });
        }
        assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(30));
    }

    @Test
    void lengthThatMakesNoSense_isRefused() {
        for (Duration length : List.of(Duration.ZERO, Duration.ofMillis(299), Duration.ofHours(2))) {
            assertThatThrownBy(() -> database.builder().leaseLength(length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void serverThatDoesNotAnswer_isWaitedForUntilTheDeadline() throws Exception {
        try (Connection holder = database.plain().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE ksef_schema IN ACCESS EXCLUSIVE MODE");
            Deadline soon = Deadline.after(Duration.ofMillis(300), Time.system());
            assertThatThrownBy(() -> storage.tokenStore().exclusively(Samples.WHOSE, soon, () -> "never"))
                    .isInstanceOf(KsefDeadlineException.class)
                    .hasMessageContaining(Samples.WHOSE.toString());
            holder.rollback();
        }
        await(() -> database.rows("SELECT * FROM ksef_lease").isEmpty());
    }

    private void endLeases() {
        database.change("UPDATE ksef_lease SET expires_at = TIMESTAMP WITH TIME ZONE '2001-01-01 00:00:00+00'");
    }

    private static void await(BooleanSupplier condition) {
        Deadline patience = Samples.patient();
        while (!condition.getAsBoolean()) {
            assertThat(patience.hasPassed(Time.system()))
                    .as("what is waited for does not come")
                    .isFalse();
            pause();
        }
    }

    private static void pause() {
        try {
            Time.system().sleepUntil(Time.system().millis() + 20);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
