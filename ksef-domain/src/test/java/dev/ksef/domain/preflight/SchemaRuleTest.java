package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Invoices;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a schema of our own, laid out and importing as the official ones do. */
class SchemaRuleTest {

    private static final String NAMESPACE = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private static final InvoiceDestination ONLINE =
            InvoiceDestination.online(null, Instant.parse("2026-11-02T11:00:00Z"));

    private static final String SCHEMA = """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:base" xmlns:t="%1$s"
                targetNamespace="%1$s" elementFormDefault="qualified">
              <xsd:import namespace="urn:base" schemaLocation="http://crd.gov.pl/base/Typy_v1.xsd"/>
              <xsd:complexType name="TWiersz"><xsd:sequence>
                <xsd:element name="Nr" type="xsd:int"/>
              </xsd:sequence></xsd:complexType>
              <xsd:element name="Faktura"><xsd:complexType><xsd:sequence>
                <xsd:element name="Nazwa" type="b:Nazwa"/>
                <xsd:element name="Fa"><xsd:complexType><xsd:sequence>
                  <xsd:element name="FaWiersz" type="t:TWiersz" minOccurs="0" maxOccurs="2000"/>
                  <xsd:element name="Uwaga" minOccurs="0"/>
                </xsd:sequence></xsd:complexType></xsd:element>
              </xsd:sequence></xsd:complexType></xsd:element>
            </xsd:schema>
            """.formatted(NAMESPACE);

    private static final String TYPES = """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:base">
              <xsd:include schemaLocation="Wartosci_v1.xsd"/>
            </xsd:schema>
            """;

    private static final String VALUES = """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:base">
              <xsd:simpleType name="Nazwa"><xsd:restriction base="xsd:string">
                <xsd:pattern value="[A-Z]+"/>
              </xsd:restriction></xsd:simpleType>
            </xsd:schema>
            """;

    private final Locale usual = Locale.getDefault();

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Locale.setDefault(Locale.GERMANY);
        Files.createDirectories(folder.resolve("fa/bazowe"));
        Files.writeString(folder.resolve("fa/schemat(3).xsd"), SCHEMA);
        Files.writeString(folder.resolve("fa/bazowe/Typy_v1.xsd"), TYPES);
        Files.writeString(folder.resolve("fa/bazowe/Wartosci_v1.xsd"), VALUES);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(usual);
    }

    @Test
    void invoiceThatConforms_isClear() {
        assertThat(findings(invoice("ABC", 3))).isEmpty();
    }

    @Test
    void eachBrokenElement_isFoundWithItsPlace_andNothingOfItsValue() {
        String xml = invoice("secret", 0)
                .replace("<Fa>", "<Fa>\n<FaWiersz><Nr>with respect to hidden</Nr></FaWiersz>\n<Obcy/>");
        List<InvoiceFinding> findings = findings(xml);
        assertThat(findings).extracting(InvoiceFinding::rule).containsOnly(InvoiceRule.SCHEMA);
        assertThat(findings).extracting(InvoiceFinding::line).containsExactly(1, 2, 3);
        assertThat(findings.get(0).message()).contains("Nazwa", "cvc-pattern-valid", "pattern '[A-Z]+'");
        assertThat(findings.get(1).message()).contains("element Nr");
        assertThat(findings.get(2).message()).contains("Obcy", "expected is one of {FaWiersz, Uwaga}");
        assertThat(findings.toString()).doesNotContain("secret", "hidden");
    }

    @Test
    void largeCounts_areCountedAlthoughTheValidatorDoesNot() {
        assertThat(findings(invoice("ABC", 2_000))).isEmpty();
        List<InvoiceFinding> findings = findings(invoice("ABC", 2_005));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message()).contains("FaWiersz", "2000");
        assertThat(findings.get(0).line()).as("the first that is too many").isEqualTo(2_001);
    }

    @Test
    void brokenWithoutEnd_showsTheFirstTwenty() {
        assertThat(findings(invoice("ABC", 1_000).replaceAll("<Nr>\\d+", "<Nr>x")))
                .hasSize(20);
    }

    @Test
    void invoiceThatIsNotWellFormed_isNotHeldAgainstTheSchemaAsWell() {
        assertThat(findings(invoice("abc", 0) + "<"))
                .extracting(InvoiceFinding::rule)
                .containsExactly(InvoiceRule.WELL_FORMED);
    }

    @Test
    void structureWithoutSchema_isAFindingThatSaysWhatToDo() {
        assertThat(findings(Invoices.FA_RR)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(InvoiceRule.SCHEMA);
            assertThat(finding.message()).contains("FA_RR (1)");
            assertThat(finding.remedy()).contains("official schemas");
        });
    }

    @Test
    void missingImport_isAFinding_andMendingItHelps() throws IOException {
        Path values = folder.resolve("fa/bazowe/Wartosci_v1.xsd");
        Files.delete(values);
        assertThat(findings(invoice("ABC", 0)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("schemat(3).xsd", "Wartosci_v1.xsd"));
        Files.writeString(values, "<broken");
        assertThat(findings(invoice("ABC", 0)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("cannot be compiled"));
        Files.writeString(values, VALUES);
        assertThat(findings(invoice("ABC", 0))).isEmpty();
    }

    @Test
    void schemaThatIsBroken_isAFinding() throws IOException {
        Files.writeString(folder.resolve("fa/schemat(3).xsd"), SCHEMA.replace("</xsd:schema>", ""));
        assertThat(findings(invoice("ABC", 0)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("schemat(3).xsd cannot be compiled"));
    }

    @Test
    void folder_thatIsNoneOrHasNoSchemaOfAnInvoice_isRefusedAtOnce() {
        PreFlight preFlight = PreFlight.of(KsefEnvironment.TEST);
        assertThatThrownBy(() -> preFlight.schemas(folder.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> preFlight.schemas(folder.resolve("fa/bazowe")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no official schema");
    }

    @Test
    void folderBehindALink_isAFolder(@TempDir Path elsewhere) throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("schemas"), folder);
        assertThat(PreFlight.of(KsefEnvironment.TEST).schemas(link)).isNotNull();
    }

    @Test
    void whatIsNoSchema_isPassedOverInSilence() throws IOException {
        Files.createDirectory(folder.resolve("folder.xsd"));
        Files.createSymbolicLink(folder.resolve("nowhere.xsd"), folder.resolve("nothing"));
        Files.writeString(folder.resolve("unfinished.xsd"), "<!DOCTYPE a [<!ENTITY");
        Files.writeString(folder.resolve("broken.xsd"), "<!DOCTYPE a [\0");
        Files.writeString(folder.resolve("empty.xsd"), "");
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(findings(invoice("ABC", 3))).isEmpty();
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** The same names stand in each release of the schemas, and each beside those that import it. */
    @Test
    void import_ofANameThatOccursTwice_isTheNearestFile() throws IOException {
        Files.createDirectories(folder.resolve("another/bazowe"));
        Files.writeString(folder.resolve("another/bazowe/Typy_v1.xsd"), "<broken");
        Files.writeString(folder.resolve("another/bazowe/Wartosci_v1.xsd"), "<broken");
        Files.createDirectories(folder.resolve("fa/glowne"));
        Files.move(folder.resolve("fa/schemat(3).xsd"), folder.resolve("fa/glowne/schemat(3).xsd"));
        assertThat(findings(invoice("ABC", 3))).isEmpty();
    }

    @Test
    void oneSchema_servesManyThreads() throws Exception {
        PreFlight preFlight = PreFlight.of(KsefEnvironment.TEST).schemas(folder);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> checks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String xml = invoice(i % 2 == 0 ? "ABC" : "abc", i);
                checks.add(() ->
                        preFlight.check(Invoices.xml(xml), ONLINE).errors().size());
            }
            List<Future<Integer>> done = threads.invokeAll(checks);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).as("invoice " + i).isEqualTo(i % 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ruleSwitchedOff_isNotHeldAgainstAnything() {
        PreFlight off = PreFlight.of(KsefEnvironment.TEST).schemas(folder).without(InvoiceRule.SCHEMA);
        assertThat(off.check(Invoices.xml(invoice("abc", 0)), InvoiceDestination.online(FormCode.FA_3, ONLINE.at()))
                        .errors())
                .extracting(InvoiceFinding::rule)
                .containsExactly(InvoiceRule.FORM);
    }

    private List<InvoiceFinding> findings(String xml) {
        return PreFlight.of(KsefEnvironment.TEST)
                .schemas(folder)
                .check(Invoices.xml(xml), ONLINE)
                .errors();
    }

    private static String invoice(String name, int rows) {
        var lines = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            lines.append("<FaWiersz><Nr>").append(i).append("</Nr></FaWiersz>\n");
        }
        return "<Faktura xmlns=\"" + NAMESPACE + "\"><Nazwa>" + name + "</Nazwa><Fa>" + lines + "</Fa></Faktura>";
    }
}
