package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.invoice.RejectedInvoice;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.session.SessionInvoices.Counts;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts that show one after the other: one each second, the even ones good, the odd ones not. */
class SessionInvoicesTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final SessionInvoices invoices = new SessionInvoices();

    {
        for (int ordinal = 1; ordinal <= 6; ordinal++) {
            invoices.add(invoice(ordinal));
        }
    }

    private static KsefNumber number(int ordinal) {
        return new KsefNumber(5265877635L, 20261123, ordinal);
    }

    private static JudgedInvoice invoice(int ordinal) {
        InvoiceVerdict verdict = ordinal % 2 == 0
                ? new TakenInvoice(number(ordinal), "session", "FV/" + ordinal, LocalDate.of(2026, 11, 23), false)
                : new RejectedInvoice(ProcessingStatus.of(450, "Błąd"), null, false);
        return new JudgedInvoice(
                ordinal,
                new InvoiceReference(20261123, 0, ordinal),
                Sha256Base64.ofData(new byte[0]),
                null,
                START,
                START,
                at(ordinal),
                verdict);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static List<Integer> ordinals(List<JudgedInvoice> found) {
        return found.stream().map(JudgedInvoice::ordinalNumber).toList();
    }

    @Test
    void counts_areThoseOfTheVerdictsThatShow() {
        assertThat(invoices.counts(START)).isEqualTo(new Counts(6, 0, 0));
        assertThat(invoices.counts(at(1))).isEqualTo(new Counts(6, 0, 1));
        assertThat(invoices.counts(at(4).minusNanos(1))).isEqualTo(new Counts(6, 1, 2));
        assertThat(invoices.counts(at(4))).isEqualTo(new Counts(6, 2, 2));
        assertThat(invoices.counts(at(100))).isEqualTo(new Counts(6, 3, 3));
    }

    @Test
    void pages_beginBehindAnOrdinalNumber() {
        assertThat(ordinals(invoices.after(-1, 4))).containsExactly(1, 2, 3, 4);
        assertThat(ordinals(invoices.after(4, 4))).containsExactly(5, 6);
        assertThat(ordinals(invoices.after(6, 4))).isEmpty();
    }

    @Test
    void pages_ofRejectedOnes_haveThoseThatShow() {
        assertThat(ordinals(invoices.failedAfter(-1, 9, at(3)))).containsExactly(1, 3);
        assertThat(ordinals(invoices.failedAfter(1, 1, at(9)))).containsExactly(3);
        assertThat(ordinals(invoices.failedAfter(5, 9, at(9)))).isEmpty();
        assertThat(ordinals(invoices.failedAfter(5, 9, at(3))))
                .as("none behind, and none that shows")
                .isEmpty();
    }

    @Test
    void rejectedOnes_areSkipped_andHaveThoseThatShow() {
        assertThat(ordinals(invoices.failed(0, 2, at(9)))).containsExactly(1, 3);
        assertThat(ordinals(invoices.failed(2, 2, at(9)))).containsExactly(5);
        assertThat(ordinals(invoices.failed(1, 9, at(3)))).containsExactly(3);
        assertThat(ordinals(invoices.failed(100_000_000, 100, at(9)))).isEmpty();
    }

    @Test
    void invoice_isFoundByItsNumber() {
        assertThat(invoices.numbered(number(4).toString()))
                .get()
                .extracting(JudgedInvoice::ordinalNumber)
                .isEqualTo(4);
        assertThat(invoices.numbered(number(3).toString())).as("rejected").isEmpty();
    }
}
