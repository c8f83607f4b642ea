package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OfflineReason;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TechnicalCorrectionScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void offlineInvoiceRejectedForItsForm_isCorrected() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            Sha256 rejected = rejected(session, "FV/1", SendOptions.OFFLINE);
            AcceptedInvoice corrected = correction(session, "FV/1", rejected).await(PATIENCE);
            assertThat(corrected.ksefNumber()).isNotNull();
            assertThat(corrected.offlineReason()).contains(OfflineReason.REQUESTED);
        }
    }

    @Test
    void invoiceRejectedInASessionThatEnded_isCorrectedInAnother() {
        OnlineSession first = company.sessions().openOnline(FormCode.FA_3);
        Sha256 rejected = rejected(first, "FV/1", SendOptions.OFFLINE);
        first.close();
        try (OnlineSession second = company.sessions().openOnline(FormCode.FA_3)) {
            assertThat(correction(second, "FV/1", rejected).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
    }

    @Test
    void invoiceThatHasACorrectionAlready_isToldAs21166() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            Sha256 rejected = rejected(session, "FV/1", SendOptions.OFFLINE);
            correction(session, "FV/1", rejected).await(PATIENCE);
            var refused = catchThrowableOfType(KsefApiException.class, () -> correction(session, "FV/2", rejected));
            assertThat(refused.has(21166)).as(refused.getMessage()).isTrue();
        }
    }

    @Test
    void invoiceThatWasAccepted_isToldAs21167() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            SentInvoice accepted = session.send(InvoiceXml.of(invoice("FV/1")), SendOptions.OFFLINE);
            accepted.await(PATIENCE);
            var refused =
                    catchThrowableOfType(KsefApiException.class, () -> correction(session, "FV/2", accepted.hash()));
            assertThat(refused.has(21167)).as(refused.getMessage()).isTrue();
        }
    }

    @Test
    void onlineInvoiceThatWasRejected_isToldAs21167() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            Sha256 rejected = rejected(session, "FV/1", SendOptions.ONLINE);
            var refused = catchThrowableOfType(KsefApiException.class, () -> correction(session, "FV/1", rejected));
            assertThat(refused.has(21167)).as(refused.getMessage()).isTrue();
        }
    }

    private SentInvoice correction(OnlineSession session, String number, Sha256 rejected) {
        return session.send(InvoiceXml.of(invoice(number)), SendOptions.technicalCorrection(rejected));
    }

    /** Sends a file in which an end tag is missing. */
    private Sha256 rejected(OnlineSession session, String number, SendOptions options) {
        byte[] broken = new String(invoice(number), StandardCharsets.UTF_8)
                .replace("</Fa>", "")
                .getBytes(StandardCharsets.UTF_8);
        SentInvoice sent = session.send(InvoiceXml.of(broken), options.withoutPreFlight());
        assertThatThrownBy(() -> sent.await(PATIENCE))
                .isInstanceOf(KsefProcessingException.class)
                .hasMessageContaining("450");
        return sent.hash();
    }
}
