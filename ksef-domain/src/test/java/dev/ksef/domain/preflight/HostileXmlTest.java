package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were made to hurt whoever reads them. The time-outs are there to end a test that hangs. */
class HostileXmlTest {

    private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);
    private static final InvoiceDestination ONLINE =
            InvoiceDestination.online(FormCode.FA_3, Instant.parse("2026-11-02T11:00:00Z"));

    private final PreFlight preFlight = PreFlight.of(KsefEnvironment.TEST);
    private final InvoiceReader reader = new InvoiceReader(new Faked.Crypto());

    @Test
    void entitiesThatGrow_areRefusedForTheirDocumentType() {
        var entities = new StringBuilder("<!DOCTYPE Faktura [<!ENTITY a0 \"haha\">");
        for (int i = 1; i <= 30; i++) {
            entities.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String xml = Invoices.FA_3
                .replace("<Faktura", entities + "]><Faktura")
                .replace("Nabywca", "&a30;")
                .replace("wersjaSchemy=\"1-0E\"", "wersjaSchemy=\"&a30;\"");
        assertThat(rules(xml)).contains(InvoiceRule.DOCUMENT_TYPE).doesNotContain(InvoiceRule.WELL_FORMED);
    }

    @Test
    void externalEntities_areNeverFetched(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "2026-11-02");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            String web = "http://localhost:" + server.getLocalPort();
            String declarations = "<!DOCTYPE Faktura SYSTEM \"" + web + "/x.dtd\" [<!ENTITY % p SYSTEM \"" + web
                    + "/p\"> %p; <!ENTITY f SYSTEM \"" + secret.toUri() + "\">]>";
            String xml =
                    Invoices.FA_3.replace("<Faktura", declarations + "<Faktura").replace("<P_1>2026-11-02", "<P_1>&f;");
            assertThat(rules(xml)).contains(InvoiceRule.DOCUMENT_TYPE);
            assertThat(reader.read(Invoices.xml(xml)).issueDate()).isNull();
            assertThatThrownBy(server::accept).as("nobody called").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void depth_endsTheReadingEarly() {
        int depth = InvoiceXml.LARGEST_BYTES / 3;
        String deep = "<a>".repeat(depth);
        assertThat(rules(deep)).contains(InvoiceRule.COMPLEXITY);
        assertThat(reader.read(Invoices.xml(deep)).sizeBytes()).isEqualTo(3 * depth);
        assertThat(rules(Invoices.FA_3.replace("Nabywca", "<a>".repeat(190) + "</a>".repeat(190))))
                .isEmpty();
        assertThat(rules(Invoices.FA_3.replace("Nabywca", "<a>".repeat(200) + "</a>".repeat(200))))
                .containsExactly(InvoiceRule.COMPLEXITY);
    }

    @Test
    void hundredMegabytesOfDepth_areNotEvenReadToTheirEnd() {
        var served = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return "<a>".charAt((int) (served.getAndIncrement() % 3));
            }
        };
        assertThatThrownBy(() -> InvoiceXml.read(endless)).isInstanceOf(IllegalArgumentException.class);
        assertThat(served).hasValueLessThan(11_000_000);
    }

    @Test
    void elementsWithoutEnd_endTheReading() {
        String many = Invoices.FA_3.replace("</Faktura>", "<a/>".repeat(600_000) + "</Faktura>");
        assertThat(rules(many)).containsExactlyInAnyOrder(InvoiceRule.SIZE, InvoiceRule.COMPLEXITY);
    }

    @Test
    void attributesWithoutEnd_endTheReading() {
        var attributes = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        assertThat(rules(Invoices.FA_3.replace("<Fa>", "<Fa" + attributes + ">")))
                .containsExactly(InvoiceRule.COMPLEXITY);
    }

    @Test
    void namespaceDeclarationsWithoutEnd_endTheReading() {
        var declarations = new StringBuilder();
        for (int i = 0; i < 500_000; i++) {
            declarations.append(" xmlns:a").append(i).append("='>'");
        }
        assertThat(rules(Invoices.FA_3.replace("<Fa>", "<Fa" + declarations + ">")))
                .containsExactlyInAnyOrder(InvoiceRule.SIZE, InvoiceRule.COMPLEXITY);
    }

    @Test
    void wordForADeclaration_mayBeSaidAnyNumberOfTimes() {
        String often = "xmlns:a='b' ".repeat(200);
        String xml = Invoices.FA_3
                .replace("<Fa>", "<!-- <a " + often + " --><Fa>")
                .replace("Nabywca", "<![CDATA[<a " + often + "]]>" + often);
        assertThat(rules(xml)).isEmpty();
        String usual = Invoices.FA_3;
        for (String element : List.of("Naglowek", "Podmiot1", "Podmiot2", "Fa", "P_1", "P_2")) {
            usual = usual.replaceFirst("<" + element + "([ >])", "<" + element + namespaces(40) + "$1");
        }
        assertThat(rules(usual)).isEmpty();
    }

    private static String namespaces(int many) {
        var declarations = new StringBuilder();
        for (int i = 0; i < many; i++) {
            declarations.append(" xmlns:a").append(i).append("='urn:a'");
        }
        return declarations.toString();
    }

    @Test
    void largestFileOfOneValue_isReadInLittleMemory() throws IOException {
        int size = InvoiceXml.LARGEST_BYTES - 10_000;
        for (String filler :
                List.of("x".repeat(size), "<!--" + "x".repeat(size) + "-->", "<![CDATA[" + "x".repeat(size) + "]]>")) {
            assertThat(rules(Invoices.FA_3.replace("FV/1", filler))).containsExactly(InvoiceRule.SIZE);
        }
        assertThat(rules(Invoices.FA_3.replace("<Fa>", "<Fa a='" + "x".repeat(size) + "'>")))
                .containsExactly(InvoiceRule.SIZE);
    }

    @Test
    void foreignFiles_areRefusedAndNothingIsThrown() {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        assertThat(check(InvoiceXml.of(noise))).contains(InvoiceRule.ENCODING, InvoiceRule.WELL_FORMED);
        assertThat(check(InvoiceXml.of(Invoices.FA_3.getBytes(StandardCharsets.UTF_16))))
                .contains(InvoiceRule.ENCODING, InvoiceRule.WELL_FORMED);
        assertThat(check(InvoiceXml.of(new byte[1]))).contains(InvoiceRule.WELL_FORMED);
        assertThat(rules("%PDF-1.7")).containsExactly(InvoiceRule.WELL_FORMED);
    }

    /** Behind the line ends of XML 1.1, too; what the JDK's parser makes of a broken one it prints. */
    @Test
    void brokenDocumentType_isRefusedInSilence() {
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(rules("<?xml version=\"1.1\"?>\u0085\u2028<!DOCTYPE Faktura [<!ENTITY a"))
                    .containsExactly(InvoiceRule.DOCUMENT_TYPE);
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private List<InvoiceRule> rules(String xml) {
        return check(Invoices.xml(xml));
    }

    private List<InvoiceRule> check(InvoiceXml xml) {
        return assertTimeoutPreemptively(
                FAR_TOO_LONG,
                () -> preFlight.check(xml, ONLINE).errors().stream()
                        .map(InvoiceFinding::rule)
                        .distinct()
                        .toList());
    }
}
