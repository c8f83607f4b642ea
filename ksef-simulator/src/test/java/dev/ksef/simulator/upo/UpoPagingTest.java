package dev.ksef.simulator.upo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.SignInProof;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionTerms;
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
                LoginContext.nip("5265877635"),
                SignInProof.token(null),
                List.of(),
                InvoiceStructure.FA_3,
                NOW,
                Duration.ZERO);
        List<JudgedInvoice> taken =
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

    private static JudgedInvoice invoice(int ordinal) {
        TakenInvoice accepted = new TakenInvoice(
                new KsefNumber(5265877635L, 20261123, ordinal),
                "20261123-SO-0000000000-0000000000-00",
                Integer.toString(ordinal),
                LocalDate.of(2026, 11, 23),
                false);
        return new JudgedInvoice(
                ordinal,
                new InvoiceReference(20261123, 0, ordinal),
                Sha256Base64.ofData(new byte[0]),
                null,
                NOW,
                NOW,
                NOW,
                accepted);
    }
}
