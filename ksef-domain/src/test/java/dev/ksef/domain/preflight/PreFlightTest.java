package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.domain.Invoices;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceFinding.Severity;
import dev.ksef.model.finding.InvoiceRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** weryfikacja-faktury.md, rule by rule: for each an invoice that breaks this rule only. */
class PreFlightTest {

    private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");
    private static final PreFlight PRODUCTION = PreFlight.of(KsefEnvironment.PRODUCTION);
    private static final PreFlight TEST = PreFlight.of(KsefEnvironment.TEST);
    private static final InvoiceDestination ONLINE = InvoiceDestination.online(FormCode.FA_3, NOON);
    private static final InvoiceDestination BATCH = InvoiceDestination.batch(FormCode.FA_3, NOON);

    @Test
    void invoicesThatBreakNoRule_areClear() {
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_3), ONLINE)).isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_2), InvoiceDestination.online(FormCode.FA_2, NOON)))
                .isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_RR), InvoiceDestination.batch(FormCode.FA_RR_1, NOON)))
                .isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.PEF), InvoiceDestination.online(FormCode.PEF_3, NOON)))
                .isEqualTo(PreFlightReport.CLEAR);
    }

    @Test
    void byteOrderMark_isFound() {
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(Invoices.FA_3.getBytes(StandardCharsets.UTF_8));
        assertOnly(InvoiceRule.BYTE_ORDER_MARK, 1, 1, InvoiceXml.of(marked.toByteArray()));
    }

    @Test
    void anotherEncoding_isFoundWhereItsFirstByteStands() {
        String xml = "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">\r\n<Naglowek>"
                + "<KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza></Naglowek>\n<a>ęą</a></Faktura>";
        PreFlightReport report = PRODUCTION.check(InvoiceXml.of(xml.getBytes(Charset.forName("windows-1250"))), ONLINE);
        assertThat(report.errors())
                .extracting(InvoiceFinding::rule, InvoiceFinding::line, InvoiceFinding::column)
                .containsExactly(tuple(InvoiceRule.ENCODING, 3, 4), tuple(InvoiceRule.ENCODING, 3, 5));
    }

    @Test
    void bytesThatAreNoUtf8_farBehindWhatIsNotWellFormed_areFoundToo() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("<Faktura><</Faktura>\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        assertThat(PRODUCTION.check(InvoiceXml.of(bytes.toByteArray()), ONLINE).errors())
                .as("all of the file is looked at")
                .anySatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo(InvoiceRule.ENCODING);
                    assertThat(finding.line()).isEqualTo(2);
                    assertThat(finding.column()).isEqualTo(100_001);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C0 80", "ED A0 80", "F4 90 80 80", "F5 80 80 80", "E2 82", "80", "C3 28", "F0 80 80 80", "FF"})
    void bytesThatAreNoUtf8_areFound(String hex) {
        var bytes = new ByteArrayOutputStream();
        String[] halves = Invoices.FA_3.split("Nabywca", 2);
        bytes.writeBytes(halves[0].getBytes(StandardCharsets.UTF_8));
        for (String octet : hex.split(" ", -1)) {
            bytes.write(Integer.parseInt(octet, 16));
        }
        bytes.writeBytes(halves[1].getBytes(StandardCharsets.UTF_8));
        PreFlightReport report = PRODUCTION.check(InvoiceXml.of(bytes.toByteArray()), ONLINE);
        assertThat(report.errors()).isNotEmpty().allMatch(finding -> finding.rule() == InvoiceRule.ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1250", "UTF-16", "iso-8859-2", "UTF8"})
    void xmlDeclaration_ofAnotherEncoding_isFound(String encoding) {
        assertOnly(InvoiceRule.XML_DECLARATION, 1, 1, Invoices.FA_3.replace("UTF-8", encoding));
    }

    @Test
    void xmlDeclaration_ofAnotherVersion_isFound() {
        assertOnly(InvoiceRule.XML_DECLARATION, 1, 1, Invoices.FA_3.replace("version=\"1.0\"", "version=\"1.1\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\" encoding='utf-8'?>", "<?xml version=\"1.0\"?>", ""})
    void xmlDeclaration_isOptional_andMayLookOtherwise(String declaration) {
        String xml = Invoices.FA_3.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", declaration);
        assertThat(PRODUCTION.check(Invoices.xml(xml.strip()), ONLINE)).isEqualTo(PreFlightReport.CLEAR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7F, 0x84, 0x86, 0x9F, 0xFDD0, 0xFDEF, 0x1FFFE, 0x2FFFF, 0x10FFFE, 0x10FFFF})
    void forbiddenCharacter_asItIsAndAsReference_isFound(int codePoint) {
        String character = Character.toString(codePoint);
        assertOnlyAt(character, Invoices.FA_3.replace("Nabywca", "\u00ed\ud83d\ude00\r\n &amp;" + character));
        for (String reference :
                List.of("&#" + codePoint + ";", "&#x000000000000" + Integer.toHexString(codePoint) + ";")) {
            assertOnlyAt(reference, Invoices.FA_3.replace("Nabywca", "\u00ed\ud83d\ude00\n\r" + reference));
            assertOnlyAt(reference, Invoices.FA_3.replace(" wersjaSchemy", " inny=\"" + reference + "\" wersjaSchemy"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7E, 0x85, 0xA0, 0xFDCF, 0xFDF0, 0xFFFD, 0x1FFFD, 0x1F600})
    void characterBesideTheForbidden_isTaken(int codePoint) {
        String both = Character.toString(codePoint) + "&#" + codePoint + ";";
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_3.replace("Nabywca", both)), ONLINE))
                .isEqualTo(PreFlightReport.CLEAR);
    }

    @Test
    void whatOnlyLooksLikeAReference_isText() {
        String text = "<![CDATA[ &#127; <!-- ]]><!-- &#x7F; <![CDATA[ -->&amp;#127;";
        assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_3.replace("Nabywca", text)), ONLINE))
                .isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION
                        .check(Invoices.xml(Invoices.FA_3.replace("Nabywca", text + "&#127;")), ONLINE)
                        .errors())
                .hasSize(1);
    }

    @Test
    void brokenXml_isFoundWhereTheParserStops() {
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("</Fa>", ""));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "Nabywca & Co"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "&nbsp;"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "\u0001"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "&#0;"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "\uFFFF"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3.replace("Nabywca", "<x:y/>"));
        assertOnly(InvoiceRule.WELL_FORMED, Invoices.FA_3 + "<more/>");
        assertOnly(InvoiceRule.WELL_FORMED, " " + Invoices.FA_3);
        PreFlightReport report = PRODUCTION.check(
                Invoices.xml(Invoices.FA_3.replace("<Nazwa>Nabywca</Nazwa>", "<Nazwa>Nabywca")), ONLINE);
        assertThat(report.errors().get(0).line()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Faktura>",
                "<!DOCTYPE Faktura SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE Faktura [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
            })
    void documentType_isFound(String documentType) {
        assertOnly(InvoiceRule.DOCUMENT_TYPE, Invoices.FA_3.replace("<Faktura", documentType + "<Faktura"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Faktura ", "<Nazwa>Nabywca", "FV/1", "</Faktura>"})
    void processingInstruction_isFoundAnywhere(String before) {
        assertOnly(InvoiceRule.PROCESSING_INSTRUCTION, Invoices.FA_3.replace(before, "<?p?>" + before));
        assertOnly(InvoiceRule.PROCESSING_INSTRUCTION, Invoices.FA_3 + "<?xml-stylesheet href=\"a.xsl\"?>");
    }

    @Test
    void anotherStructure_isFound() {
        PreFlightReport report = PRODUCTION.check(Invoices.xml(Invoices.FA_2), ONLINE);
        assertThat(report.errors()).extracting(InvoiceFinding::rule).containsExactly(InvoiceRule.FORM);
        assertThat(report.errors().get(0).message()).contains("FA (2)", "FA (3)");
        String ofNone = Invoices.FA_3.replace(" xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"", "");
        assertOnly(InvoiceRule.FORM, 2, 10, ofNone);
        assertOnly(InvoiceRule.FORM, Invoices.FA_3.replace("\"FA (3)\"", "\"FA(3)\""));
        assertOnly(InvoiceRule.FORM, Invoices.FA_3.replace("\"1-0E\"", "\"1-1E\""));
        assertOnly(InvoiceRule.FORM, Invoices.FA_3.replace(">FA<", ">FAKTURA<"));
        assertOnly(InvoiceRule.FORM, Invoices.FA_3.replace("KodFormularza", "KodFormularzy"));
    }

    @Test
    void structure_ofASessionThatIsNotKnown_mayBeAny() {
        for (String xml : List.of(Invoices.FA_3, Invoices.FA_2, Invoices.FA_RR, Invoices.PEF)) {
            assertThat(PRODUCTION.check(Invoices.xml(xml), InvoiceDestination.online(null, NOON)))
                    .isEqualTo(PreFlightReport.CLEAR);
            assertThat(PRODUCTION.check(
                            Invoices.xml(xml), InvoiceDestination.online(new FormCode("FA (9)", "1-0E", "FA"), NOON)))
                    .as("a structure that came after this version")
                    .isEqualTo(PreFlightReport.CLEAR);
        }
    }

    @Test
    void attachment_isForBatchesAndTechnicalCorrections() {
        String attached = Invoices.FA_3.replace("</Faktura>", "<Zalacznik/></Faktura>");
        assertOnly(InvoiceRule.ATTACHMENT, attached);
        assertThat(PRODUCTION.check(Invoices.xml(attached), BATCH)).isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION.check(
                        Invoices.xml(attached), InvoiceDestination.technicalCorrection(FormCode.FA_3, NOON)))
                .isEqualTo(PreFlightReport.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({"false,1000000", "true,3000000"})
    void size_atTheLimitIsTaken_andAboveNot(boolean attached, int limit) {
        String xml = attached ? Invoices.FA_3.replace("</Faktura>", "<Zalacznik/></Faktura>") : Invoices.FA_3;
        String padded = xml + " ".repeat(limit - xml.getBytes(StandardCharsets.UTF_8).length);
        assertThat(PRODUCTION.check(Invoices.xml(padded), BATCH)).isEqualTo(PreFlightReport.CLEAR);
        PreFlightReport report = PRODUCTION.check(Invoices.xml(padded + " "), BATCH);
        assertThat(report.errors()).extracting(InvoiceFinding::rule).containsExactly(InvoiceRule.SIZE);
        assertThat(report.errors().get(0).message()).contains(String.valueOf(limit), String.valueOf(limit + 1));
        assertThat(PRODUCTION.limits(limit + 1, limit + 1).check(Invoices.xml(padded + " "), BATCH))
                .as("a context with other limits")
                .isEqualTo(PreFlightReport.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T22:59:59Z,2026-11-02,true",
        "2026-11-02T22:59:59Z,2026-11-03,false",
        "2026-11-02T23:00:00Z,2026-11-03,true",
        "2026-07-01T21:59:59Z,2026-07-02,false",
        "2026-07-01T22:00:00Z,2026-07-02,true"
    })
    void issueDate_isJudgedByPolandsDay(Instant now, String issued, boolean taken) {
        PreFlightReport report = PRODUCTION.check(
                Invoices.xml(Invoices.FA_3.replace("<P_1>2026-11-02", "<P_1>" + issued)),
                InvoiceDestination.online(FormCode.FA_3, now));
        assertThat(report.isClear()).isEqualTo(taken);
        assertThat(report.errors()).allMatch(finding -> finding.rule() == InvoiceRule.ISSUE_DATE);
    }

    @Test
    void issueDate_isFoundInEachStructure() {
        Instant before = NOON.minusSeconds(86_400);
        assertThat(PRODUCTION
                        .check(Invoices.xml(Invoices.FA_RR), InvoiceDestination.batch(FormCode.FA_RR_1, before))
                        .errors())
                .extracting(InvoiceFinding::rule)
                .containsExactly(InvoiceRule.ISSUE_DATE);
        assertThat(PRODUCTION
                        .check(Invoices.xml(Invoices.PEF), InvoiceDestination.online(FormCode.PEF_3, before))
                        .errors())
                .extracting(InvoiceFinding::rule)
                .containsExactly(InvoiceRule.ISSUE_DATE);
    }

    @Test
    void wrongNip_ofEachParty_isAnErrorInProduction_andAWarningElsewhere() {
        String authorised = "<PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>5265877636</NIP></DaneIdentyfikacyjne>"
                + "</PodmiotUpowazniony><Fa>";
        List<String> broken = List.of(
                Invoices.FA_3.replace("<NIP>5265877635", "<NIP>5265877636"),
                Invoices.FA_3.replace("<NIP>1111111111", "<NIP>1111111112"),
                Invoices.FA_3.replace("<IDWew>5265877635-00004</IDWew>", "<NIP>1234567890</NIP>"),
                Invoices.FA_3.replace("<IDWew>5265877635-00004", "<IDWew>5265877636-00007"),
                Invoices.FA_3.replace("<Fa>", authorised),
                Invoices.FA_3.replace("<NIP>1111111111", "<NIP>PL1111111111"));
        for (String xml : broken) {
            assertOnly(InvoiceRule.NIP_CHECKSUM, xml);
            PreFlightReport elsewhere = TEST.check(Invoices.xml(xml), ONLINE);
            assertThat(elsewhere.isClear()).isTrue();
            assertThat(elsewhere.warnings())
                    .extracting(InvoiceFinding::rule, InvoiceFinding::severity)
                    .containsExactly(tuple(InvoiceRule.NIP_CHECKSUM, Severity.WARNING));
        }
    }

    @Test
    void gatewayInFrontOfProduction_isProduction() {
        String wrong = Invoices.FA_3.replace("<NIP>1111111111", "<NIP>1111111112");
        var gateway = KsefEnvironment.custom("gateway", "https://ksef.example.com/v2", "https://qr.ksef.mf.gov.pl");
        assertThat(PreFlight.of(gateway).check(Invoices.xml(wrong), ONLINE).isClear())
                .isFalse();
    }

    @Test
    void foreignBuyerAndConsumer_needNoNip() {
        for (String buyer :
                List.of("<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>", "<NrID>X-1</NrID>", "<BrakID>1</BrakID>")) {
            assertThat(PRODUCTION.check(Invoices.xml(Invoices.FA_3.replace("<NIP>1111111111</NIP>", buyer)), ONLINE))
                    .isEqualTo(PreFlightReport.CLEAR);
        }
    }

    @Test
    void internalIds_thatWillNotFindTheirHolder_areWarnedOf() {
        assertOnlyWarned(
                InvoiceRule.INTERNAL_ID_CHECKSUM, Invoices.FA_3.replace("5265877635-00004", "5265877635-00005"));
        assertOnlyWarned(InvoiceRule.INTERNAL_ID_CHECKSUM, Invoices.FA_3.replace("5265877635-00004", "5265877635"));
        assertOnlyWarned(
                InvoiceRule.BUYER_INTERNAL_ID,
                Invoices.FA_3.replace("<NIP>1111111111</NIP>", "<NrID>5265877635-00004</NrID>"));
    }

    @Test
    void everythingThatIsWrong_isFoundAtOnce_inTheOrderOfTheFile() {
        String xml = Invoices.FA_3
                        .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                        .replace("<Faktura", "<?p?><Faktura")
                        .replace("\"FA (3)\"", "\"FA 3\"")
                        .replace("<NIP>5265877635", "<NIP>5265877636")
                        .replace("Nabywca", "\u0080")
                        .replace("<P_1>2026-11-02", "<P_1>2026-11-03")
                        .replace("</Faktura>", "<Zalacznik/></Faktura")
                + "\u009F";
        PreFlightReport report = TEST.check(Invoices.xml(xml), ONLINE);
        assertThat(report.errors())
                .extracting(InvoiceFinding::rule)
                .containsExactly(
                        InvoiceRule.XML_DECLARATION,
                        InvoiceRule.PROCESSING_INSTRUCTION,
                        InvoiceRule.FORM,
                        InvoiceRule.CHARACTERS,
                        InvoiceRule.ISSUE_DATE,
                        InvoiceRule.ATTACHMENT,
                        InvoiceRule.CHARACTERS,
                        InvoiceRule.WELL_FORMED);
        assertThat(report.warnings()).extracting(InvoiceFinding::rule).containsExactly(InvoiceRule.NIP_CHECKSUM);
        assertThat(report.errors())
                .allSatisfy(finding ->
                        assertThat(finding.remedy()).isEqualTo(finding.rule().remedy()));
    }

    @Test
    void ruleBrokenWithoutEnd_showsItsFirstTwentyPlaces() {
        PreFlightReport report =
                PRODUCTION.check(Invoices.xml(Invoices.FA_3.replace("Nabywca", "\u0080\n".repeat(1_000))), ONLINE);
        assertThat(report.errors())
                .extracting(InvoiceFinding::line)
                .containsExactlyElementsOf(IntStream.range(13, 33).boxed().toList());
    }

    @Test
    void rules_areSwitchedOffAndChanged_withoutTouchingTheOriginal() {
        InvoiceXml future = Invoices.xml(Invoices.FA_3.replace("<P_1>2026-11-02", "<P_1>2026-11-03"));
        assertThat(PRODUCTION.without(InvoiceRule.ISSUE_DATE).check(future, ONLINE))
                .isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION.off().check(Invoices.xml("junk"), ONLINE)).isEqualTo(PreFlightReport.CLEAR);
        assertThat(PRODUCTION
                        .off()
                        .refusing(InvoiceRule.ISSUE_DATE)
                        .check(future, ONLINE)
                        .errors())
                .hasSize(1);
        PreFlightReport warned = PRODUCTION.warningOf(InvoiceRule.ISSUE_DATE).check(future, ONLINE);
        assertThat(warned.errors()).isEmpty();
        assertThat(warned.warnings()).extracting(InvoiceFinding::rule).containsExactly(InvoiceRule.ISSUE_DATE);
        assertThat(PRODUCTION.check(future, ONLINE).isClear()).isFalse();
        assertThatThrownBy(() -> PRODUCTION.limits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusal_tellsRulesAndPlaces_andNothingOfTheInvoice() {
        String xml = Invoices.FA_3
                .replace("<NIP>5265877635", "<NIP>5265877636")
                .replace("<P_1>2026-11-02", "<P_1>2049-11-03");
        PreFlightReport report = PRODUCTION.check(Invoices.xml(xml), ONLINE);
        var refused = catchThrowableOfType(KsefInvalidInvoiceException.class, report::requireClear);
        assertThat(refused.findings()).isEqualTo(report.errors()).hasSize(2);
        assertThat(refused)
                .hasMessageContainingAll("NIP_CHECKSUM at 9:31", "ISSUE_DATE at 24:10", InvoiceRule.ISSUE_DATE.remedy())
                .hasMessageNotContainingAny("5265877636", "2049", "Nabywca");
    }

    @Test
    void findings_ofEachRule_quoteNothingOfTheInvoice() {
        String needle = "se\u00ADcret";
        List<String> broken = List.of(
                Invoices.FA_3.replace("\"FA (3)\"", "\"" + needle + "\""),
                Invoices.FA_3.replace("\"1-0E\"", "\"" + needle + "\""),
                Invoices.FA_3.replace(">FA<", ">" + needle + "<"),
                Invoices.FA_3.replace("xmlns=\"", "xmlns=\"" + needle),
                Invoices.FA_3.replace("<NIP>5265877635", "<NIP>" + needle),
                Invoices.FA_3.replace("<IDWew>5265877635-00004", "<IDWew>" + needle),
                Invoices.FA_3.replace("<Fa>", "<?" + "a " + needle + "?><Fa>"),
                Invoices.FA_3.replace("<Fa>", "<Zalacznik>" + needle + "</Zalacznik><Fa>"),
                Invoices.FA_3.replace("<Fa>", "<" + needle + "\u0080><Fa>"),
                Invoices.FA_3.replace("<Faktura", "<!DOCTYPE " + needle + "><Faktura"),
                Invoices.FA_3.replace("<?xml version=\"1.0\"", "<?xml version=\"" + needle + "\""));
        assertThat(broken).allSatisfy(xml -> {
            PreFlightReport report = PRODUCTION.check(Invoices.xml(xml), ONLINE);
            assertThat(report.errors() + " " + report.warnings()).doesNotContain(needle, "5265877635", "Nabywca");
        });
        assertThat(broken.stream()
                        .flatMap(xml -> PRODUCTION.check(Invoices.xml(xml), ONLINE).errors().stream())
                        .map(InvoiceFinding::rule)
                        .distinct())
                .as("what was broken at all")
                .hasSizeGreaterThan(6);
    }

    private static void assertOnly(InvoiceRule rule, String xml) {
        assertThat(PRODUCTION.check(Invoices.xml(xml), ONLINE))
                .as("broken: " + rule)
                .satisfies(report -> {
                    assertThat(report.errors()).extracting(InvoiceFinding::rule).containsExactly(rule);
                    assertThat(report.warnings()).isEmpty();
                });
    }

    private static void assertOnly(InvoiceRule rule, int line, int column, String xml) {
        assertOnly(rule, line, column, Invoices.xml(xml));
    }

    private static void assertOnly(InvoiceRule rule, int line, int column, InvoiceXml xml) {
        PreFlightReport report = PRODUCTION.check(xml, ONLINE);
        assertThat(report.errors())
                .extracting(InvoiceFinding::rule, InvoiceFinding::line, InvoiceFinding::column)
                .containsExactly(tuple(rule, line, column));
        assertThat(report.warnings()).isEmpty();
    }

    /** Characters that are forbidden, found where this text stands. */
    private static void assertOnlyAt(String text, String xml) {
        String before = xml.substring(0, xml.indexOf(text));
        String[] lines = before.split("\r\n|\n|\r", -1);
        String line = lines[lines.length - 1];
        assertOnly(InvoiceRule.CHARACTERS, lines.length, line.codePointCount(0, line.length()) + 1, Invoices.xml(xml));
    }

    private static void assertOnlyWarned(InvoiceRule rule, String xml) {
        PreFlightReport report = PRODUCTION.check(Invoices.xml(xml), ONLINE);
        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).extracting(InvoiceFinding::rule).containsExactly(rule);
    }
}
