package dev.ksef.fa3.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.official.OfficialFiles;
import dev.ksef.fa3.official.RandomInvoices;
import dev.ksef.fa3.rule.BrokenInvoices.Broken;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.finding.InvoiceFinding.Severity;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Each rule finds what breaks it, and nothing else is found. */
class InvoiceRulesTest {

    private static final int SAMPLE = 200;
    private static final int MANY = 10_000;

    static Collection<Broken> broken() {
        return BrokenInvoices.all().values();
    }

    static List<Path> examples() {
        return OfficialFiles.examples();
    }

    @Test
    void base_breaksNothing() {
        assertThat(InvoiceRules.all().check(xml(BrokenInvoices.BASE))).isEqualTo(RuleReport.CLEAR);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void rule_smallestInvoiceThatBreaksIt_isTheOnlyFinding(Broken broken) throws Exception {
        List<RuleFinding> findings = findings(InvoiceRules.all().check(xml(broken.xml())));

        assertThat(findings).extracting(RuleFinding::rule).containsExactly(broken.rule());
        RuleFinding finding = findings.get(0);
        assertThat(finding.xpath().replace("[1]", "")).isEqualTo(broken.xpath().replace("[1]", ""));
        assertThat(finding.severity()).isEqualTo(broken.rule().severity());
        assertThat(elements(broken.xml(), finding.xpath()))
                .as("elements at " + finding.xpath())
                .isEqualTo(1);
        String name =
                finding.xpath().substring(finding.xpath().lastIndexOf('/') + 1).replaceFirst("\\[.*", "");
        assertThat(broken.xml().split("\n")[finding.line() - 1]).startsWith("<" + name + ">");
        assertThat(finding.toString()).contains(finding.xpath(), String.valueOf(finding.line()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void finding_namesAndNumbersOfParties_areNotShown(Broken broken) {
        for (RuleFinding finding : findings(InvoiceRules.all().check(xml(broken.xml())))) {
            assertThat(finding + finding.value() + finding.remedy())
                    .doesNotContain("name<", "Buyer's", "Seller's", "Other", "goods", "FV/", "FZ/")
                    .doesNotContain("9999999999", "1111111111", "2222222222", "123456789");
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void rule_switchedOff_findsNothing(Broken broken) {
        InvoiceRules others = InvoiceRules.all().without(broken.rule());

        assertThat(others.check(xml(broken.xml()))).isEqualTo(RuleReport.CLEAR);
        assertThat(others.rules()).hasSize(Rule.values().length - 1).doesNotContain(broken.rule());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void line_withOtherLineEnds_isTheSame(Broken broken) {
        int line = findings(InvoiceRules.all().check(xml(broken.xml()))).get(0).line();
        String crlf = broken.xml().replace("\n", "\r\n");
        String none = broken.xml().replace("\n", "");

        assertThat(findings(InvoiceRules.all().check(xml(crlf))).get(0).line()).isEqualTo(line);
        assertThat(findings(InvoiceRules.all().check(xml(none))).get(0).line()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void broken_obeysTheSchema_unlessThatIsTheRule(Broken broken) {
        assertThat(OfficialFiles.problem(broken.xml().getBytes(UTF_8)).isEmpty())
                .as(OfficialFiles.problem(broken.xml().getBytes(UTF_8)))
                .isEqualTo(broken.rule() != Rule.SCHEMA);
    }

    @ParameterizedTest
    @EnumSource
    void catalogue_eachRule_saysWhatItNeedsTo(Rule rule) {
        assertThat(BrokenInvoices.all()).as("an invoice that breaks it").containsKey(rule);
        assertThat(rule.says()).endsWith(".");
        assertThat(rule.remedy()).isNotBlank().doesNotEndWith(".");
        assertThat(rule.source().place()).isNotBlank();
        assertThat(rule.source().address().getHost()).isNotBlank();
        assertThat(rule.severity()).isEqualTo(rule == Rule.SCHEMA ? Severity.ERROR : Severity.WARNING);
    }

    @Test
    void invoice_asTypes_hasTheSameFindingsWithoutLines() {
        InvoiceXml xml = xml(BrokenInvoices.all().get(Rule.TAX).xml());

        RuleFinding finding =
                findings(InvoiceRules.all().check(FakturaXml.read(xml))).get(0);
        assertThat(finding.rule()).isEqualTo(Rule.TAX);
        assertThat(finding.line()).isEqualTo(-1);
        assertThat(finding.value()).isEqualTo("22");
    }

    @Test
    void cashMethod_otherSalesAreThereToo_isFine() {
        String broken = BrokenInvoices.all().get(Rule.CASH_METHOD_NEEDLESS).xml();
        String domestic = "<FaWiersz><NrWierszaFa>2</NrWierszaFa><P_7>Name of goods</P_7><P_8B>1</P_8B>"
                + "<P_9A>100</P_9A><P_11>100</P_11><P_12>23</P_12></FaWiersz>";

        assertThat(rules(broken.replace("<P_13_6_2>", "<P_13_1>100</P_13_1><P_14_1>23</P_14_1><P_13_6_2>")
                        .replace("<P_15>100", "<P_15>223")
                        .replace("</FaWiersz>", "</FaWiersz>" + domestic)))
                .isEmpty();
        assertThat(rules(broken.replace("P_13_6_2", "P_13_6_3").replace("0 WDT", "0 EX")))
                .isEmpty();
        assertThat(rules(BrokenInvoices.BASE.replace("<P_16>2", "<P_16>1"))).isEmpty();
    }

    @Test
    void cashMethod_correction_repeatsWhatWasIssued() {
        String broken = BrokenInvoices.all().get(Rule.CASH_METHOD_NEEDLESS).xml();
        String corrected = "<DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-01</DataWystFaKorygowanej>"
                + "<NrFaKorygowanej>FV/0</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>";

        assertThat(rules(broken.replace(
                        "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>KOR</RodzajFaktury>" + corrected)))
                .isEmpty();
    }

    @Test
    void correctedNumber_beginsWithTheNipOfOneWhoMayHaveIssuedIt_isFine() {
        String broken = BrokenInvoices.all().get(Rule.CORRECTED_OF_OTHER_SELLER).xml();
        String member =
                "<Podmiot3><DaneIdentyfikacyjne><NIP>2222222222</NIP></DaneIdentyfikacyjne><Rola>3</Rola></Podmiot3>";

        assertThat(rules(broken.replace("2222222222-", "9999999999-"))).isEmpty();
        assertThat(rules(broken.replace("<Fa>", member + "<Fa>"))).isEmpty();
        assertThat(rules(broken.replace("2222222222-", "1111111111-").replace("<P_17>2", "<P_17>1")))
                .isEmpty();
        assertThat(rules(broken.replace("2222222222-", "1111111111-"))).containsExactly(Rule.CORRECTED_OF_OTHER_SELLER);
    }

    @Test
    void correctedNumber_thatBeginsWithNoNip_isFine() {
        String broken = BrokenInvoices.all().get(Rule.CORRECTED_OF_OTHER_SELLER).xml();

        assertThat(rules(broken.replace("2222222222-", "M222222222-"))).isEmpty();
        assertThat(rules(broken.replace("2222222222-", "ABC2222222-"))).isEmpty();
    }

    @Test
    void correctedNumber_sellerBeforeIsThere_beginsWithItsNip() {
        String xml = BrokenInvoices.all().get(Rule.SELLER_NIP_CHANGED).xml();
        String number = "<NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>%s-20260101-010080615740-E4</NrKSeFFaKorygowanej>";

        assertThat(rules(xml.replace("<NrKSeFN>1</NrKSeFN>", number.formatted("2222222222"))))
                .containsExactly(Rule.SELLER_NIP_CHANGED);
        assertThat(rules(xml.replace("<NrKSeFN>1</NrKSeFN>", number.formatted("9999999999"))))
                .containsExactlyInAnyOrder(Rule.CORRECTED_OF_OTHER_SELLER, Rule.SELLER_NIP_CHANGED);
    }

    @Test
    void exchangeRate_whereverItIs_isEnough() {
        String broken = BrokenInvoices.all().get(Rule.EXCHANGE_RATE_MISSING).xml();
        String part = "<ZaliczkaCzesciowa><P_6Z>2026-02-01</P_6Z><P_15Z>100</P_15Z><KursWalutyZW>4.5</KursWalutyZW>"
                + "</ZaliczkaCzesciowa>";

        assertThat(rules(broken.replace("</P_12>", "</P_12><KursWaluty>4.5</KursWaluty>")))
                .isEmpty();
        assertThat(rules(broken.replace("</P_15>", "</P_15><KursWalutyZ>4.5</KursWalutyZ>")))
                .isEmpty();
        assertThat(rules(broken.replace("</RodzajFaktury>", "</RodzajFaktury>" + part)))
                .isEmpty();
    }

    @Test
    void dueOnTheDayOfIssue_isFine() {
        String broken = BrokenInvoices.all().get(Rule.DUE_BEFORE_ISSUE).xml();

        assertThat(rules(broken.replace("2026-02-14", "2026-02-15"))).isEmpty();
    }

    @Test
    void findings_ofSeveralRules_areInTheOrderOfTheirLines() {
        String xml = BrokenInvoices.BASE.replace("<JST>2", "<JST>1").replace("<P_12>23<", "<P_12>8<");

        assertThat(InvoiceRules.all().check(xml(xml)).warnings())
                .extracting(RuleFinding::rule)
                .containsExactly(Rule.JST_RECIPIENT, Rule.LINES_SUM, Rule.LINES_SUM);
    }

    @Test
    void rule_brokenVeryOften_showsTheFirstTwenty() {
        var lines = new StringBuilder();
        for (int i = 2; i < 40; i++) {
            lines.append("<FaWiersz><NrWierszaFa>")
                    .append(i)
                    .append("</NrWierszaFa><P_11>0</P_11><P_12>23</P_12></FaWiersz>");
        }
        String xml = BrokenInvoices.BASE.replace("</FaWiersz>", "</FaWiersz>" + lines);

        assertThat(InvoiceRules.all().check(xml(xml)).warnings())
                .hasSize(20)
                .allMatch(finding -> finding.rule() == Rule.LINE_NAME_MISSING);
    }

    @Test
    void rules_allOff_findNothing() {
        InvoiceRules none = InvoiceRules.all().without(Rule.values());

        assertThat(none.rules()).isEmpty();
        assertThat(none.check(xml("no invoice"))).isEqualTo(RuleReport.CLEAR);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void officialExample_breaksNothing(Path example) {
        assertThat(InvoiceRules.all().check(InvoiceXml.read(example))).isEqualTo(RuleReport.CLEAR);
    }

    @Test
    void legalInvoices_whateverIsInThem_areNotRefused() {
        assertNotRefused(0, SAMPLE);
    }

    @Test
    @Tag("slow")
    void manyLegalInvoices_whateverIsInThem_areNotRefused() {
        assertNotRefused(SAMPLE, MANY);
    }

    private static void assertNotRefused(int from, int count) {
        var invoices = new RandomInvoices(OfficialFiles.schema());
        var broken = new ArrayList<Rule>();
        for (int seed = from; seed < from + count; seed++) {
            RuleReport report = InvoiceRules.all().check(InvoiceXml.of(invoices.make(seed)));
            assertThat(report.errors()).as("seed " + seed).isEmpty();
            assertThat(report.warnings()).as("seed " + seed).allMatch(finding -> finding.line() > 0);
            report.warnings().forEach(finding -> broken.add(finding.rule()));
        }
        assertThat(broken).as("the invoices are wild enough").contains(Rule.TOTAL, Rule.TAX, Rule.LINES_MISSING);
    }

    private static List<Rule> rules(String xml) {
        return findings(InvoiceRules.all().check(xml(xml))).stream()
                .map(RuleFinding::rule)
                .toList();
    }

    private static List<RuleFinding> findings(RuleReport report) {
        return Stream.concat(report.errors().stream(), report.warnings().stream())
                .toList();
    }

    private static InvoiceXml xml(String text) {
        return InvoiceXml.of(text.getBytes(UTF_8));
    }

    private static int elements(String xml, String xpath) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
        return ((Double) XPathFactory.newInstance()
                        .newXPath()
                        .evaluate("count(" + xpath + ")", document, javax.xml.xpath.XPathConstants.NUMBER))
                .intValue();
    }
}
