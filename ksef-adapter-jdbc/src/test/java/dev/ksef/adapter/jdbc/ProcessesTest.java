package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.journal.JournalRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other JVMs on one PostgreSQL that are killed, or stopped for longer than their leases last. */
@Timeout(240)
class ProcessesTest {

    private static final int KILLS = 3;

    private final TestDatabase database = TestDatabase.postgres();
    private final JdbcStorage storage = database.migrated();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void processKilledWhileItAppends_leavesWhatItTold_andItsLeaseEnds() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            int told = killWhileItAppends(database, 7 * kill);
            assertLeft(storage, told);
        }
    }

    /** By default H2 writes half a second after a commit. */
    @Test
    void processKilledWhileItAppends_toAFileOfH2_leavesWhatItTold(@TempDir Path directory) throws Exception {
        try (var file = TestDatabase.h2InFile(directory)) {
            file.migrated().close();
            file.close();
            int told = killWhileItAppends(file, 20);
            try (var reopened = file.storage()) {
                assertLeft(reopened, told);
            }
        }
    }

    private static int killWhileItAppends(TestDatabase database, int enough) throws Exception {
        int told = 0;
        try (var writer = OtherProcess.start("append", database)) {
            while (told < enough) {
                told = Integer.parseInt(Objects.requireNonNull(writer.line(), "it died by itself"));
            }
            writer.kill();
            for (String line = writer.line(); line != null && !line.isEmpty(); line = writer.line()) {
                told = Integer.parseInt(line);
            }
        }
        return told;
    }

    private static void assertLeft(JdbcStorage storage, int told) {
        try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            List<JournalRecord> found = lease.records();
            assertThat(found.size()).as("what was told, or was being written").isBetween(told, told + 1);
            assertThat(found).isEqualTo(Samples.records(0, found.size()));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processStoppedForLongerThanItsLease_savesNothing() throws Exception {
        try (var frozen = OtherProcess.start("tokens", database)) {
            assertThat(frozen.line()).isEqualTo("inside");
            frozen.signal("STOP");
            storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
                storage.tokenStore().save(Samples.WHOSE, Samples.tokens(2));
                return 1;
            });
            frozen.signal("CONT");
            frozen.goOn();
            assertThat(frozen.line()).contains("is lost").contains("take it anew");
        }
        assertThat(storage.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(2));
    }
}
