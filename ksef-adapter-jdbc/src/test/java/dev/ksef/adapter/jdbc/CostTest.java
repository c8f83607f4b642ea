package dev.ksef.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many messages to the server an act costs: counted, not timed. */
class CostTest {

    /** What PostgreSQL's driver answers by itself; it sends the begin of a transaction with its first statement. */
    private static final Set<String> FREE =
            Set.of("getConnection", "getMetaData", "getAutoCommit", "setAutoCommit", "close");

    private final TestDatabase database = TestDatabase.postgres();
    private final Faults faults = Faults.of(database.connections());
    private final JdbcStorage storage = database.over(faults.connections()).storage();

    CostTest() {
        database.storage().migrate();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void firstFind_isOneMessage() {
        storage.tokenStore().find(Samples.WHOSE);
        assertThat(messages()).singleElement().asString().startsWith("execute SELECT");
    }

    @Test
    void firstSave_isThreeMessages() {
        storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
        assertThat(messages()).hasSize(3).last().isEqualTo("commit");
    }

    @Test
    void saveUnderALease_isThreeMessages() {
        storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
            faults.calls().clear();
            storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
            assertThat(messages()).hasSize(3).last().isEqualTo("commit");
            return 1;
        });
    }

    @Test
    void listAndReading_areOneMessageEach() {
        storage.keyStore().references();
        storage.submissionJournal().read(Samples.SUBMISSION);
        storage.submissionJournal().submissions();
        assertThat(messages()).hasSize(3);
    }

    private List<String> messages() {
        return faults.calls().stream().filter(call -> !FREE.contains(call)).toList();
    }
}
