package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was moved into the row of another, or cut off together with the positions that told of it. */
class SwappedRowsTest {

    private final TestDatabase database = TestDatabase.h2();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void contentKeyOfAnother_isNotAccepted() {
        try (var storage = database.migrated()) {
            storage.keyStore().save(Samples.SESSION, Samples.contentKey(1));
            storage.keyStore().save(Samples.OTHER_SESSION, Samples.contentKey(2));
            moveIntoTheRowOf("ksef_key", "content", KeyNumbers.rowId(Samples.SESSION));
            assertThatThrownBy(() -> storage.keyStore().find(Samples.SESSION))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("moved from another place");
            storage.keyStore().find(Samples.OTHER_SESSION).orElseThrow().close();
        }
    }

    @Test
    void numberOfAnother_isNotAccepted_inPlainEither() {
        try (var storage = database.builder().inPlain()) {
            storage.migrate();
            storage.keyStore().save(Samples.SESSION, Samples.contentKey(1));
            storage.keyStore().save(Samples.OTHER_SESSION, Samples.contentKey(2));
            moveIntoTheRowOf("ksef_key", "reference", KeyNumbers.rowId(Samples.SESSION));
            assertThatThrownBy(() -> storage.keyStore().references())
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("the number of another content key is stored");
        }
    }

    @Test
    void headOfAnother_isNotAccepted_inPlainEither() {
        try (var storage = database.builder().inPlain()) {
            storage.migrate();
            for (var each : List.of(Samples.SUBMISSION, Samples.OTHER_SUBMISSION)) {
                try (var lease = storage.submissionJournal().lease(each, Samples.patient())) {
                    lease.append(Samples.records(0, 1));
                }
            }
            moveIntoTheRowOf("ksef_head", "name", rowId());
            assertThatThrownBy(() -> storage.submissionJournal().submissions())
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("another name is stored");
        }
    }

    private void moveIntoTheRowOf(String table, String column, RowId id) {
        int moved = database.change(
                "UPDATE " + table + " SET " + column + " = (SELECT " + column + " FROM " + table
                        + " WHERE id <> ?) WHERE id = ?",
                id.bytes(),
                id.bytes());
        assertThat(moved).isEqualTo(1);
    }

    @Test
    void lastRecord_thatWasCutOffWithItsPosition_isMissed() {
        assertMissed("position = (SELECT MAX(position) FROM ksef_frame)", "next_position = next_position - 1");
    }

    @Test
    void firstRecord_thatWasCutOffWithItsPosition_isMissed() {
        assertMissed("position = (SELECT MIN(position) FROM ksef_frame)", "first_position = first_position + 1");
    }

    private void assertMissed(String which, String change) {
        try (var storage = database.migrated()) {
            try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
                lease.append(Samples.records(0, 1));
                lease.append(Samples.records(1, 2));
            }
            assertThat(database.change("DELETE FROM ksef_frame WHERE " + which)).isEqualTo(1);
            assertThat(database.change("UPDATE ksef_head SET " + change)).isEqualTo(1);
            assertThatThrownBy(() -> storage.submissionJournal().read(Samples.SUBMISSION))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(Samples.SUBMISSION.toString());
        }
    }

    private static RowId rowId() {
        return new RecordsKind.Submissions().name(Samples.SUBMISSION).id();
    }
}
