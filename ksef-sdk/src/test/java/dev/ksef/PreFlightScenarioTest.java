package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import dev.ksef.port.event.KsefEvent.InvoiceWarning;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pre-flight and the simulator, which judges by code of its own, held against each other. */
class PreFlightScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FILE = 430;
    private static final int CONTENT = 450;
    private static final int ATTACHMENT = 415;

    /** What the simulator enforces, too, and the status with which it rejects. */
    private static final Map<InvoiceRule, Integer> ENFORCED = Map.ofEntries(
            Map.entry(InvoiceRule.SIZE, FILE),
            Map.entry(InvoiceRule.BYTE_ORDER_MARK, FILE),
            Map.entry(InvoiceRule.XML_DECLARATION, FILE),
            Map.entry(InvoiceRule.ENCODING, CONTENT),
            Map.entry(InvoiceRule.CHARACTERS, CONTENT),
            Map.entry(InvoiceRule.WELL_FORMED, CONTENT),
            Map.entry(InvoiceRule.DOCUMENT_TYPE, CONTENT),
            Map.entry(InvoiceRule.PROCESSING_INSTRUCTION, CONTENT),
            Map.entry(InvoiceRule.FORM, CONTENT),
            Map.entry(InvoiceRule.ISSUE_DATE, CONTENT),
            Map.entry(InvoiceRule.ATTACHMENT, ATTACHMENT));

    @Override
    SimulatorBuilder settings() {
        return super.settings().nip("5265877635");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLEXITY", "NIP_CHECKSUM", "INTERNAL_ID_CHECKSUM", "BUYER_INTERNAL_ID", "SCHEMA"})
    void invoiceThatBreaksOneRule_isRefusedHere_andByKsefWhenItIsSentAllTheSame(InvoiceRule rule) {
        InvoiceXml broken = InvoiceXml.of(breaking(rule));
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            var refused = catchThrowableOfType(
                    KsefInvalidInvoiceException.class, () -> session.send(broken, SendOptions.ONLINE));
            assertThat(refused.findings()).extracting(InvoiceFinding::rule).containsOnly(rule);
            assertThat(contract.log()).as("nothing left").noneMatch(line -> line.matches("POST .*/invoices \\d+"));

            var rejected = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> session.send(broken, SendOptions.ONLINE.withoutPreFlight())
                            .await(PATIENCE));
            assertThat(rejected.status().code()).isEqualTo(ENFORCED.get(rule));
        }
    }

    @Test
    void invoiceThatBreaksNoRule_isTakenByBoth_andTheOddIsTold() {
        byte[] odd = edited(
                "<Fa>", "<Podmiot2><DaneIdentyfikacyjne><NIP>1234567890</NIP></DaneIdentyfikacyjne></Podmiot2><Fa>");
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            assertThat(session.send(odd).await(PATIENCE).ksefNumber()).isNotNull();
            assertThat(session.send(invoice("FV/2")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
        assertThat(events.of(InvoiceWarning.class))
                .as("PRODUCTION would refuse the buyer's NIP")
                .extracting(event -> event.finding().rule())
                .containsExactly(InvoiceRule.NIP_CHECKSUM);
        assertThat(events.of(InvoiceWarning.class).toString()).doesNotContain("1234567890");
    }

    @Test
    void rulesSwitchedOffForTheClient_leaveTheJudgementToKsef() {
        try (KsefClient trusting = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time)
                        .preFlight(rules -> rules.without(InvoiceRule.ISSUE_DATE))
                        .build();
                OnlineSession session =
                        trusting.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            var rejected = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> session.send(breaking(InvoiceRule.ISSUE_DATE)).await(PATIENCE));
            assertThat(rejected.status().code()).isEqualTo(CONTENT);
            assertThat(catchThrowableOfType(
                            KsefInvalidInvoiceException.class, () -> session.send(breaking(InvoiceRule.FORM))))
                    .as("the other rules are still on")
                    .isNotNull();
        }
    }

    @Test
    void today_isKsefsToday_howeverWrongTheClockHereIs() {
        ZoneId poland = ZoneId.of("Europe/Warsaw");
        ZonedDateTime morning = ZonedDateTime.of(today().plusDays(1), LocalTime.of(1, 0), poland);
        time.advance(Duration.between(time.instant(), morning.toInstant()));
        try (KsefClient late = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(new ShiftedTime(time, Duration.ofHours(-5)))
                        .build();
                OnlineSession session = late.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            assertThat(session.send(invoice("FV/1")).await(PATIENCE).isOffline())
                    .as("it is yesterday evening here, and the invoice is of today")
                    .isFalse();
        }
    }

    @Test
    void technicalCorrection_mayHaveAnAttachment() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            InvoiceXml broken = InvoiceXml.of(edited("<P_2>FV/1</P_2>", "<P_2></P_2>"));
            var sent = session.send(broken, SendOptions.OFFLINE);
            assertThat(catchThrowableOfType(KsefProcessingException.class, () -> sent.await(PATIENCE)))
                    .isNotNull();
            InvoiceXml corrected = InvoiceXml.of(breaking(InvoiceRule.ATTACHMENT));
            assertThat(session.send(corrected, SendOptions.technicalCorrection(sent.hash()))
                            .await(PATIENCE)
                            .ksefNumber())
                    .isNotNull();
        }
    }

    private byte[] breaking(InvoiceRule rule) {
        return switch (rule) {
            case SIZE -> edited("</Faktura>", "</Faktura>" + " ".repeat(1_000_000));
            case BYTE_ORDER_MARK -> marked();
            case XML_DECLARATION -> edited("UTF-8", "windows-1250");
            case ENCODING ->
                new String(edited("VAT<", "VAT<!--Żółć--><"), StandardCharsets.UTF_8)
                        .getBytes(Charset.forName("windows-1250"));
            case CHARACTERS -> edited("FV/1", "FV/&#x80;1");
            case WELL_FORMED -> edited("</Fa>", "");
            case DOCUMENT_TYPE -> edited("<Faktura", "<!DOCTYPE Faktura><Faktura");
            case PROCESSING_INSTRUCTION -> edited("<Fa>", "<?xml-stylesheet href=\"a.xsl\"?><Fa>");
            case FORM -> edited("2025/06/25/13775", "2023/06/29/12648");
            case ATTACHMENT -> edited("</Faktura>", "<Zalacznik/></Faktura>");
            case ISSUE_DATE -> invoice(simulator.nip(), "FV/1", tomorrow());
            default -> throw new IllegalArgumentException("KSeF's simulator does not enforce " + rule);
        };
    }

    private byte[] marked() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bytes.writeBytes(invoice("FV/1"));
        return bytes.toByteArray();
    }

    private LocalDate tomorrow() {
        return today().plusDays(1);
    }

    private byte[] edited(String what, String by) {
        return new String(invoice("FV/1"), StandardCharsets.UTF_8)
                .replace(what, by)
                .getBytes(StandardCharsets.UTF_8);
    }
}
