package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Upo;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.upo.ConfirmedInvoice;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.model.upo.UpoRange;
import dev.ksef.signature.upo.CertificatePin;
import dev.ksef.signature.upo.ExpectedCertificates;
import dev.ksef.signature.upo.UpoSignatureCheck;
import dev.ksef.signature.upo.UpoSignatureVerdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From an invoice sent to what its UPO says, and whether it is to be believed. */
class UpoScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final UpoSignatureCheck signature =
            new UpoSignatureCheck(ExpectedCertificates.pinned(CertificatePin.ofPublicKey(simulator.upoCertificate())));

    @Test
    void upoOfAnInvoice_confirmsWhatWasAccepted() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            AcceptedInvoice accepted = session.send(invoice("FV/1")).await(PATIENCE);
            Upo upo = accepted.upo();
            assertThat(signature.check(upo).outcome()).isEqualTo(Outcome.GOOD);

            UpoConfirmation confirmation = UpoConfirmation.read(upo);
            assertThat(confirmation.confirms(accepted.ksefNumber(), accepted.hash()))
                    .isTrue();
            assertThat(confirmation.version()).isEqualTo("v4-3");
            assertThat(confirmation.receivingAuthority()).startsWith("Ministerstwo Finansów");
            assertThat(confirmation.sessionReferenceNumber()).isEqualTo(session.referenceNumber());
            assertThat(confirmation.authentication().context()).isEqualTo(new Nip(simulator.nip()));
            assertThat(confirmation.authentication().tokenReferenceNumber()).isNotNull();
            assertThat(confirmation.formCode()).isEqualTo(FormCode.FA_3.systemCode());
            assertThat(confirmation.range()).as("that of one invoice has none").isNull();
            ConfirmedInvoice invoice = confirmation.invoices().get(0);
            assertThat(invoice.invoiceNumber()).isEqualTo("FV/1");
            assertThat(invoice.issueDate()).isEqualTo(today());
            assertThat(invoice.sellerNip()).isEqualTo(new Nip(simulator.nip()));
            assertThat(invoice.invoicingMode()).isEqualTo(OpenEnum.of(InvoicingMode.ONLINE));
            assertThat(accepted.acquisitionDate().orElseThrow().toInstant())
                    .as("one time, told in two places")
                    .isEqualTo(invoice.acquisitionDate().toInstant());
            assertThat(invoice.sentDate()).isBeforeOrEqualTo(invoice.acquisitionDate());
        }
    }

    @Test
    void pageOfASession_confirmsAllItsInvoices() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        AcceptedInvoice first = session.send(invoice("FV/1")).await(PATIENCE);
        AcceptedInvoice second = session.send(InvoiceXml.of(invoice("FV/2")), SendOptions.OFFLINE)
                .await(PATIENCE);
        session.close();
        SessionStatus processed = session.awaitProcessed(PATIENCE);
        Upo page = session.upo().page(processed.upo().pages().get(0).referenceNumber());
        assertThat(signature.check(page).outcome()).isEqualTo(Outcome.GOOD);

        UpoConfirmation confirmation = UpoConfirmation.read(page);
        assertThat(confirmation.range()).isEqualTo(new UpoRange(1, 1, 1, 2, 2));
        assertThat(confirmation.invoices())
                .extracting(ConfirmedInvoice::invoiceNumber)
                .containsExactly("FV/1", "FV/2");
        assertThat(confirmation.confirms(first.ksefNumber(), first.hash())).isTrue();
        assertThat(confirmation.confirms(second.ksefNumber(), second.hash())).isTrue();
        assertThat(confirmation.confirms(first.ksefNumber(), second.hash())).isFalse();
        assertThat(confirmation.find(second.hash()).orElseThrow().invoicingMode())
                .isEqualTo(OpenEnum.of(InvoicingMode.OFFLINE));
    }

    @Test
    void upoThatWasTamperedWith_isToldFromAGoodOne() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            String good = new String(
                    session.send(invoice("FV/1")).await(PATIENCE).upo().bytes(), StandardCharsets.UTF_8);
            assertThat(outcome(good)).isEqualTo(Outcome.GOOD);
            assertThat(outcome(good.replace("FV/1", "FV/9"))).isEqualTo(Outcome.ALTERED);
            assertThat(outcome(good.replaceAll("(?s)<ds:Signature .*</ds:Signature>", "")))
                    .isEqualTo(Outcome.UNSIGNED);
            assertThat(outcome(good.replaceAll("(?s)(<ds:SignatureValue[^>]*>)[^<]*", "$1usunięto")))
                    .isEqualTo(Outcome.SANITISED);
        }
    }

    private Outcome outcome(String xml) {
        return signature.check(Upo.of(xml.getBytes(StandardCharsets.UTF_8))).outcome();
    }
}
