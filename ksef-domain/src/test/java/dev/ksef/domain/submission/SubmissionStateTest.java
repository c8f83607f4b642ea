package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SessionEntry.Phase;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.BatchFile;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.journal.JournalRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records of a journal come to. */
class SubmissionStateTest {

    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    private final SubmissionState state = SubmissionState.of(List.of());

    static PlannedInvoice planned(int index, String xml) {
        return new PlannedInvoice(
                PackagedInvoice.of(
                        index, "a ą " + index, new InvoiceReader(new Faked.Crypto()).read(Invoices.xml(xml))),
                index == 1 ? new Sha256("rejected") : null,
                index == 2);
    }

    private void take(String type, String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        state.take(new JournalRecord(NOW, type, values));
    }

    private void plan(int count) {
        for (int i = 0; i < count; i++) {
            state.take(new JournalRecord(
                    NOW, "invoice-planned", planned(i, Invoices.FA_3).values()));
        }
        take("submission-begun", "count", String.valueOf(count), "offline", "false");
    }

    private List<Integer> pending() {
        return state.pending().stream().map(PlannedInvoice::index).toList();
    }

    @Test
    void plannedInvoice_comesBackAsItWas() {
        for (String xml : List.of(Invoices.FA_3, Invoices.FA_2, Invoices.FA_RR, Invoices.PEF, "<a/>")) {
            for (int index : new int[] {0, 1, 2}) {
                PlannedInvoice before = planned(index, xml);
                PlannedInvoice after = PlannedInvoice.of(before.values());
                assertThat(after.corrects()).isEqualTo(before.corrects());
                assertThat(after.selfInvoicing()).isEqualTo(index == 2);
                assertThat(after.invoice().index()).isEqualTo(index);
                assertThat(after.invoice().sourceName())
                        .isEqualTo(before.invoice().sourceName());
                assertThat(after.invoice().entryName())
                        .isEqualTo(before.invoice().entryName());
                assertThat(after.values()).isEqualTo(before.values());
                assertThat(after.invoice().facts().formCode())
                        .isEqualTo(before.invoice().facts().formCode());
                assertThat(after.hash()).isEqualTo(before.hash());
            }
        }
    }

    @Test
    void submission_isBegunByTheLastRecordOfItsBeginningOnly() {
        state.take(new JournalRecord(
                NOW, "invoice-planned", planned(0, Invoices.FA_3).values()));
        assertThat(state.isBegun()).isFalse();
        take("submission-begun");
        assertThat(state.isBegun()).isTrue();
        assertThat(state.isEnded()).isFalse();
        take("submission-ended");
        assertThat(state.isEnded()).isTrue();
        assertThat(state.endedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"Batch,BATCH", "Online,ONLINE"})
    void session_goesThroughItsPhases(String type, SessionType expected) {
        plan(3);
        take("session-opening", "attempt", "1", "type", type, "invoices", "0,2");
        assertThat(state.session(1).phase()).isEqualTo(Phase.OPENING);
        assertThat(state.session(1).type()).isEqualTo(expected);
        assertThat(state.session(1).reference()).isNull();
        assertThat(pending()).containsExactly(1);
        take("session-opened", "attempt", "1", "session", "SO-1");
        assertThat(state.session(1).phase()).isEqualTo(Phase.OPENED);
        assertThat(state.session(1).reference()).hasToString("SO-1");
        take("invoice-sending", "attempt", "1", "index", "1", "hash", "h");
        take("invoice-sent", "attempt", "1", "index", "1", "reference", "r");
        assertThat(state.session(1).invoices()).containsExactlyInAnyOrder(0, 1, 2);
        take("part-uploaded", "attempt", "1", "part", "1");
        take("session-closing", "attempt", "1");
        assertThat(state.session(1).phase()).isEqualTo(Phase.CLOSING);
        take("session-closed", "attempt", "1");
        assertThat(state.session(1).phase()).isEqualTo(Phase.CLOSED);
        assertThat(pending()).isEmpty();
        assertThat(state.openSessions()).hasSize(1);
        take("session-ended", "attempt", "1");
        assertThat(state.openSessions()).isEmpty();
        assertThat(pending()).as("those without a result").containsExactly(0, 1, 2);
    }

    @Test
    void lostSession_letsItsInvoicesGo_andCountsOnceItWasOpened() {
        plan(2);
        take("session-opening", "attempt", "1", "type", "Batch", "invoices", "0");
        take("session-lost", "attempt", "1", "reason", "r");
        assertThat(pending()).containsExactly(0, 1);
        assertThat(state.losses(0)).as("nothing was opened").isZero();
        take("session-opening", "attempt", "2", "type", "Batch", "invoices", "0");
        take("session-opened", "attempt", "2", "session", "SO-2");
        take("session-lost", "attempt", "2", "reason", "r");
        assertThat(state.losses(0)).isOne();
        assertThat(state.losses(1)).isZero();
        take("session-opening", "attempt", "3", "type", "Batch", "invoices", "0,1");
        assertThat(state.losses(state.session(3)))
                .as("KSeF was never asked to process one")
                .isZero();
        take("session-opened", "attempt", "3", "session", "SO-3");
        take("session-closing", "attempt", "3");
        take("session-closed", "attempt", "3");
        take("session-lost", "attempt", "3", "reason", "415");
        take("session-opening", "attempt", "4", "type", "Batch", "invoices", "1");
        assertThat(state.losses(state.session(4))).isOne();
    }

    @Test
    void package_comesBackAsItWas() {
        var hash = Sha256.of(new byte[32]);
        for (ReferenceNumber key : new ReferenceNumber[] {null, new ReferenceNumber("package-1")}) {
            for (CompressionType type : CompressionType.values()) {
                var before = DeclaredPackage.of(
                        BatchFile.of(
                                5_000_000_000L,
                                hash,
                                type,
                                List.of(BatchFilePart.of(1, 100_000_016, hash), BatchFilePart.of(2, 16, hash))),
                        100_000_000,
                        key);
                assertThat(DeclaredPackage.of(before.values())).isEqualTo(before);
            }
        }
        assertThat(DeclaredPackage.of(Map.of("attempt", "1")))
                .as("of an earlier version")
                .isNull();
    }

    @Test
    void packageOfASession_lacksPartsUntilEachWasUploaded() {
        var hash = Sha256.of(new byte[32]);
        var declared = DeclaredPackage.of(
                BatchFile.of(
                        9,
                        hash,
                        CompressionType.ZIP,
                        List.of(BatchFilePart.of(1, 16, hash), BatchFilePart.of(2, 16, hash))),
                9,
                null);
        Map<String, String> opening = new HashMap<>(declared.values());
        opening.putAll(Map.of("attempt", "1", "type", "Batch", "invoices", "0"));
        state.take(new JournalRecord(NOW, "session-opening", opening));
        assertThat(state.session(1).lacksParts()).as("before it is opened").isFalse();
        take("session-opened", "attempt", "1", "session", "SB-1", "sealed-links", "s");
        assertThat(state.session(1).declared()).isEqualTo(declared.opened("s", NOW));
        take("part-uploaded", "attempt", "1", "part", "2");
        take("part-uploaded", "attempt", "1", "part", "2");
        assertThat(state.session(1).lacksParts()).isTrue();
        take("part-uploaded", "attempt", "1", "part", "1");
        assertThat(state.session(1).lacksParts()).isFalse();
        assertThat(state.session(1).mayTakeParts()).isTrue();
        take("session-closing", "attempt", "1");
        assertThat(state.session(1).mayTakeParts()).isFalse();
        assertThat(state.session(1).toString()).doesNotContain("sealed", hash.value());
    }

    @Test
    void batchSessionThatEndsWithoutAWordOfAnInvoice_countsAsLost_andItsInvoiceSaysWhatToAskFor() {
        plan(3);
        for (String type : List.of("Online", "Batch", "Batch")) {
            String attempt = String.valueOf(state.sessions().size() + 1);
            take("session-opening", "attempt", attempt, "type", type, "invoices", "0,1");
            take("session-opened", "attempt", attempt, "session", "S-" + attempt);
            take("invoice-result", "index", "1", "state", "UNKNOWN", "code", "550", "session", "S-2");
            take("session-ended", "attempt", attempt);
        }
        assertThat(state.losses(0))
                .as("what single invoices are not listed, never arrived")
                .isEqualTo(2);
        assertThat(state.losses(1)).as("the second told of it").isOne();
        assertThat(state.losses(2)).isZero();
        assertThat(state.results().get(0).reason())
                .contains("ended 2 of its batch sessions", "S-3", "support", "SHA-256");
        assertThat(state.results().get(0).session()).hasToString("S-3");
        assertThat(state.results().get(2).reason()).contains("not sent yet");
    }

    @Test
    void result_isTheLastOne_andMayBeRepeatedWhereKsefsStatusLetsIt() {
        plan(3);
        result(0, "ACCEPTED", 200);
        result(1, "UNKNOWN", 550);
        result(2, "UNKNOWN", 440);
        assertThat(pending()).as("cancelled by KSeF").containsExactly(1);
        assertThat(state.refusals(1)).isOne();
        assertThat(state.refusals(2)).isZero();
        result(1, "REJECTED", 550);
        assertThat(pending()).isEmpty();
        assertThat(state.results())
                .extracting(InvoiceResult::state)
                .containsExactly(State.ACCEPTED, State.REJECTED, State.UNKNOWN);
        assertThat(state.results().get(0).ksefNumber()).hasToString("k");
        assertThat(state.results().get(0).hash()).hasToString("h");
        take("invoice-stored", "index", "0");
        assertThat(state.isStored(0)).isTrue();
        assertThat(state.isStored(1)).isFalse();
    }

    private void result(int index, String result, int code) {
        take(
                "invoice-result",
                "index",
                String.valueOf(index),
                "name",
                "n",
                "state",
                result,
                "code",
                String.valueOf(code),
                "reason",
                "r",
                "hash",
                "h",
                "ksef-number",
                "k",
                "session",
                "s",
                "reference",
                "r");
    }

    @Test
    void unknownInvoice_saysWhereItIs() {
        plan(2);
        take("session-opening", "attempt", "1", "type", "Batch", "invoices", "0");
        take("session-opened", "attempt", "1", "session", "SO-1");
        assertThat(state.results().get(0).reason()).contains("SO-1", "reconcile");
        assertThat(state.results().get(1).reason()).contains("not sent yet");
    }

    @Test
    void recordsOfALaterVersion_changeNothing() {
        plan(1);
        take("session-admired", "attempt", "1", "index", "x");
        take("session-closed", "attempt", "9");
        take("invoice-sending", "attempt", "9", "index", "0");
        assertThat(state.sessions()).isEmpty();
        assertThat(pending()).containsExactly(0);
        assertThatThrownBy(() -> state.session(9)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoice-result;index;one",
                "invoice-result;state;ADORED",
                "invoice-result;code;99999999999",
                "invoice-planned;size;",
                "invoice-planned;issued;yesterday",
                "session-opening;attempt;first",
                "session-opening;invoices;1,b",
                "session-opening;parts;",
                "session-closed;attempt;x",
                "invoice-stored;index;-"
            })
    void recordThatCannotBeRead_isTold_andNothingIsGuessed(String damaged) {
        String[] parts = damaged.split(";", -1);
        assertThatThrownBy(() -> take(parts[0], parts[1], parts[2]))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(parts[0], "2026-11-02", "cannot read")
                .hasNoCause();
    }
}
