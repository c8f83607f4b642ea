package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that somebody, or something, altered in the tables. */
class DamagedRecordsTest {

    private static final byte[] ID =
            new RecordsKind.Submissions().name(Samples.SUBMISSION).id().bytes();
    private static final byte[] OTHER_ID =
            new RecordsKind.Submissions().name(Samples.OTHER_SUBMISSION).id().bytes();

    private final TestDatabase database = TestDatabase.h2();
    private final JdbcStorage storage = database.migrated();

    @BeforeEach
    void write() {
        for (var each : List.of(Samples.SUBMISSION, Samples.OTHER_SUBMISSION)) {
            try (var lease = storage.submissionJournal().lease(each, Samples.patient())) {
                for (int i = 0; i < 4; i++) {
                    lease.append(Samples.records(i, i + 1));
                }
            }
        }
    }

    @AfterEach
    void close() {
        storage.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM ksef_frame WHERE id = ? AND position = (SELECT first_position FROM ksef_head WHERE id = ?)",
                "DELETE FROM ksef_frame WHERE id = ? AND position = (SELECT next_position - 1 FROM ksef_head WHERE id = ?)",
                "DELETE FROM ksef_frame WHERE id = ? AND position = (SELECT first_position + 1 FROM ksef_head WHERE id = ?)",
                "UPDATE ksef_frame SET position = position + 10 WHERE id = ? AND position = "
                        + "(SELECT next_position - 1 FROM ksef_head WHERE id = ?)",
                "UPDATE ksef_frame SET content = SUBSTRING(content, 1, LENGTH(content) - 1) || X'00' WHERE id = ? AND position ="
                        + " (SELECT first_position FROM ksef_head WHERE id = ?)",
                "DELETE FROM ksef_frame WHERE id = ? OR FALSE AND id = ?",
                "DELETE FROM ksef_head WHERE id = ? OR FALSE AND id = ?",
                "UPDATE ksef_head SET next_position = next_position - 1 WHERE id = ? OR FALSE AND id = ?",
                "UPDATE ksef_head SET name = X'00' WHERE id = ? OR FALSE AND id = ?"
            })
    void damage_isTold_andNothingIsOverwritten(String damage) {
        assertThat(database.change(damage, ID, ID)).isPositive();
        List<String> before = contents();
        List<Consumer<JdbcStorage>> acts = List.of(
                stores -> stores.submissionJournal().read(Samples.SUBMISSION),
                stores -> stores.submissionJournal().lease(Samples.SUBMISSION, Samples.patient()));
        for (Consumer<JdbcStorage> act : acts) {
            assertThatThrownBy(() -> act.accept(storage))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(Samples.SUBMISSION.toString())
                    .hasMessageContaining("Nothing was overwritten")
                    .hasMessageContaining("restore it from a backup")
                    .hasNoCause();
        }
        assertThat(contents()).isEqualTo(before);
        assertThat(database.rows("SELECT * FROM ksef_lease")).as("given back").isEmpty();
        assertThat(storage.submissionJournal().read(Samples.OTHER_SUBMISSION)).isEqualTo(Samples.records(0, 4));
    }

    private List<String> contents() {
        List<String> rows = new ArrayList<>(database.rows("SELECT * FROM ksef_frame ORDER BY id, position"));
        rows.addAll(database.rows("SELECT * FROM ksef_head ORDER BY id"));
        return rows;
    }

    @Test
    void framesAndHeadsOfOthers_areNotAccepted() {
        database.change("DELETE FROM ksef_frame WHERE id = ?", ID);
        database.change(
                "INSERT INTO ksef_frame SELECT ?, position - (SELECT first_position FROM ksef_head WHERE id = ?)"
                        + " + (SELECT first_position FROM ksef_head WHERE id = ?), content FROM ksef_frame WHERE id = ?",
                ID, OTHER_ID, ID, OTHER_ID);
        assertThatThrownBy(() -> storage.submissionJournal().read(Samples.SUBMISSION))
                .hasMessageContaining(Samples.SUBMISSION.toString());
        database.change(
                "UPDATE ksef_head SET name = (SELECT name FROM ksef_head WHERE id = ?),"
                        + " first_position = (SELECT first_position FROM ksef_head WHERE id = ?),"
                        + " next_position = (SELECT next_position FROM ksef_head WHERE id = ?) WHERE id = ?",
                OTHER_ID, OTHER_ID, OTHER_ID, ID);
        List<KsefStorageException> told = new ArrayList<>();
        assertThat(storage.submissionJournal().submissions(told::add)).containsExactly(Samples.OTHER_SUBMISSION);
        assertThat(told).hasSize(1);
        assertThatThrownBy(() -> storage.submissionJournal().submissions()).isInstanceOf(KsefStorageException.class);
    }

    @Test
    void framesOfBefore_areNotAcceptedAfterwards() {
        List<String> before = database.rows("SELECT * FROM ksef_frame WHERE id = ?", ID);
        database.change("CREATE TABLE old AS SELECT * FROM ksef_frame WHERE id = ?", ID);
        try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.replace(List.of());
            lease.replace(Samples.records(10, 11));
            for (int i = 11; i < 14; i++) {
                lease.append(Samples.records(i, i + 1));
            }
        }
        assertThat(before).hasSize(4);
        assertThat(database.rows("SELECT f.position FROM ksef_frame f JOIN old o ON f.id = o.id AND f.position = o.position"))
                .as("positions that came again")
                .isEmpty();
        database.change("UPDATE ksef_frame f SET content = (SELECT MAX(o.content) FROM old o) WHERE f.id = ?", ID);
        assertThatThrownBy(() -> storage.submissionJournal().read(Samples.SUBMISSION))
                .isInstanceOf(KsefStorageException.class);
    }
}
