package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.port.store.DataKeys;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new key in the place of an old one. */
class RotationTest {

    private static final DataKeys BOTH = DataKeys.of("k2", Map.of("k1", Samples.key(1), "k2", Samples.key(2)));
    private static final DataKeys ONLY_NEW = DataKeys.of("k2", Samples.key(2));

    private final TestDatabase database = TestDatabase.h2();
    private final JdbcStorage old = database.migrated();

    @BeforeEach
    void write() {
        old.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
        old.keyStore().save(Samples.SESSION, Samples.contentKey(7));
        try (var lease = old.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.append(Samples.records(0, 2));
        }
    }

    @AfterEach
    void close() {
        old.close();
        database.close();
    }

    @Test
    void tokensAndKeys_areEncryptedAnewWhenTheyAreFound_recordsWhenTheyAreReplaced() {
        try (var both = database.builder().encrypted(BOTH)) {
            both.tokenStore().find(Samples.WHOSE);
            both.keyStore().find(Samples.SESSION).orElseThrow().close();
            try (var lease = both.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
                lease.replace(lease.records());
            }
        }
        try (var only = database.builder().encrypted(ONLY_NEW)) {
            assertThat(only.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            assertThat(only.keyStore().find(Samples.SESSION)).isPresent();
            assertThat(only.keyStore().references()).containsExactly(Samples.SESSION);
            assertThat(only.submissionJournal().submissions()).containsExactly(Samples.SUBMISSION);
            assertThat(only.submissionJournal().read(Samples.SUBMISSION)).isEqualTo(Samples.records(0, 2));
        }
    }

    @Test
    void frames_keepTheirKeyUntilTheyAreReplaced() {
        try (var both = database.builder().encrypted(BOTH);
                var lease = both.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            lease.append(Samples.records(2, 3));
            assertThat(lease.records()).isEqualTo(Samples.records(0, 3));
        }
        try (var only = database.builder().encrypted(ONLY_NEW)) {
            assertThat(only.submissionJournal().submissions()).containsExactly(Samples.SUBMISSION);
            assertThatThrownBy(() -> only.submissionJournal().read(Samples.SUBMISSION))
                    .hasMessageContaining("key k1 is missing");
        }
    }

    @Test
    void whatAnotherOneSavedMeanwhile_stays() {
        var faults = Faults.of(database.connections());
        faults.on((call, itself) -> {
            if (call.contains("UPDATE ksef_token")) {
                old.tokenStore().save(Samples.WHOSE, Samples.tokens(2));
            }
            return itself.go();
        });
        try (var both = database.over(faults.connections()).builder().encrypted(BOTH)) {
            assertThat(both.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
        }
        assertThat(faults.calls()).anyMatch(call -> call.contains("UPDATE ksef_token"));
        assertThat(old.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(2));
    }

    @Test
    void contentKeyThatAnotherOneSavedMeanwhile_stays() {
        var faults = Faults.of(database.connections());
        faults.on((call, itself) -> {
            if (call.contains("UPDATE ksef_key")) {
                old.keyStore().save(Samples.SESSION, Samples.contentKey(8));
            }
            return itself.go();
        });
        try (var both = database.over(faults.connections()).builder().encrypted(BOTH)) {
            assertThat(firstByteOfKey(both)).isEqualTo(7);
        }
        assertThat(faults.calls()).anyMatch(call -> call.contains("UPDATE ksef_key"));
        assertThat(firstByteOfKey(old)).isEqualTo(8);
    }

    private static int firstByteOfKey(JdbcStorage storage) {
        try (var key = storage.keyStore().find(Samples.SESSION).orElseThrow()) {
            return key.key()[0];
        }
    }

    @Test
    void encryptingAnewThatFails_isContained() {
        var faults = Faults.of(database.connections());
        List<String> before = database.rows("SELECT content FROM ksef_token");
        var connections = faults.failing(call -> call.contains("UPDATE"), text -> new SQLException(text, "25006"));
        try (var both = database.over(connections).builder().encrypted(BOTH)) {
            assertThat(both.tokenStore().find(Samples.WHOSE)).contains(Samples.tokens(1));
            assertThat(both.keyStore().find(Samples.SESSION)).isPresent();
        }
        assertThat(database.rows("SELECT content FROM ksef_token")).isEqualTo(before);
    }
}
