package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpoPagingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void sessionUpo_ofMoreInvoicesThanAPageHolds_isSplit() {
        SessionTerms session = new SessionTerms(
                1,
                "20261123-SO-0000000000-0000000000-00",
                ContextIdentifier.nip("5265877635"),
                Proof.token(null),
                Form.FA_3,
                NOW,
                Duration.ZERO);
        List<SentInvoice> taken =
                IntStream.rangeClosed(1, 7).mapToObj(UpoPagingTest::invoice).toList();

        List<SignedUpo> pages = new UpoWriter(new UpoSignature(() -> NOW))
                .session(session, taken, 3, NOW).stream().map(SignedUpo::read).toList();

        assertThat(pages).as("three, three and one").hasSize(3);
        SignedUpo last = pages.get(2);
        assertThat(last.texts("Strona")).as("page").containsExactly("3");
        assertThat(last.texts("LiczbaStron")).as("pages").containsExactly("3");
        assertThat(last.texts("ZakresDokumentowOd")).as("from").containsExactly("7");
        assertThat(last.texts("ZakresDokumentowDo")).as("to").containsExactly("7");
        assertThat(last.texts("CalkowitaLiczbaDokumentow")).as("in all").containsExactly("7");
        assertThat(pages.stream().flatMap(page -> page.texts("NumerFaktury").stream()))
                .as("every invoice once, in order")
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    private static SentInvoice invoice(int ordinal) {
        AcceptedInvoice accepted = new AcceptedInvoice(
                "5265877635-20261123-01000000000" + ordinal + "-00",
                "20261123-SO-0000000000-0000000000-00",
                "5265877635",
                Integer.toString(ordinal),
                LocalDate.of(2026, 11, 23),
                false);
        return new SentInvoice(
                ordinal, "reference", ClientCrypto.sha256(new byte[0]), NOW, Duration.ZERO, Verdict.accepted(accepted));
    }
}
