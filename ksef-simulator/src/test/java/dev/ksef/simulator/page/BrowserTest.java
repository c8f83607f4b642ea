package dev.ksef.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a real browser shows it, where one is installed. */
@Tag("browser")
class BrowserTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:37:21Z");
    private static final String MARKUP = "<b id=planted>bold</b><img src=x onerror=document.title='planted'>";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static KsefSimulator simulator;
    private static String ksefNumber;
    private static String session;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        browser = Browser.assumeInstalled(folder);
        simulator = KsefSimulator.builder().clock(() -> NOW).nip("7156919057").start();
        TaxpayerClient taxpayer =
                new TaxpayerClient(new RawClient(simulator.baseUri()), simulator.nip(), simulator.token()).signedIn();
        ClientSession sent = taxpayer.open();
        session = sent.referenceNumber();
        String xml = TestInvoice.of(taxpayer)
                .issueDate(LocalDate.ofInstant(NOW, ZoneOffset.UTC).toString())
                .number(MARKUP.replace("<", "&lt;"))
                .xml();
        ksefNumber = sent.sendAndLook(xml).path("ksefNumber").stringValue();
        sent.send(xml);
        taxpayer.client().get("/sessions/short", taxpayer.access());
        simulator.grant("12345678901", "7156919057");
        simulator.faults().add("POST /auth/challenge#7=503");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    private static URI page(String part) {
        return URI.create(simulator.qrBaseUri() + "/#/" + part);
    }

    @ParameterizedTest
    @CsvSource({
        "overview, pl, Podatnicy od startu",
        "overview, en, Taxpayers from the start",
        "exchanges, pl, Tylko odrzucone",
        "exchanges, en, 21405",
        "sessions, pl, interaktywna",
        "sessions, en, interactive",
        "access, pl, Nadane uprawnienia",
        "access, en, 12345678901",
        "limits, pl, Limity wywołań",
        "limits, en, Rate limits",
        "faults, pl, Gotowe usterki",
        "faults, en, POST /auth/challenge#7=503"
    })
    void part_inItsLanguage_showsWhatTheSimulatorKnows(String part, String language, String expected)
            throws IOException, InterruptedException {
        String document = browser.document(page(part), language);

        assertThat(document).contains("<html lang=\"" + language + "\">", expected);
        assertThat(document).doesNotContain("[object ", "undefined", "NaN", simulator.token());
    }

    @Test
    void invoice_withMarkupForANumber_isShownAsText() throws IOException, InterruptedException {
        for (String part : new String[] {"invoices", "invoices/" + ksefNumber, "sessions/" + session}) {
            String document = browser.document(page(part), "en");

            assertThat(document)
                    .as(part)
                    .contains("&lt;b id=planted&gt;")
                    .doesNotContain("<b id=", "<img src=\"x\"", "<title>planted");
        }
    }

    @Test
    void invoice_showsItsXmlAndTheCode() throws IOException, InterruptedException {
        String document = browser.document(page("invoices/" + ksefNumber), "pl");

        assertThat(document)
                .contains(ksefNumber, "&lt;Faktura xmlns=", "Pobierz UPO", "<svg ", "Kod QR faktury", "123,00&nbsp;zł");
    }

    @ParameterizedTest
    @CsvSource({"overview, 1280", "overview, 500", "exchanges, 1280", "exchanges, 500"})
    void page_wideOrNarrow_isDrawnWithItsColours(String part, int width) throws IOException, InterruptedException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.picture(page(part), "pl", width)));

        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertThat(colours).as("not an empty page").hasSizeGreaterThan(50).contains(0xFFFFFFFF);
        assertThat(colours).as("the mark, and the style sheet").contains(0xFFB3123C, 0xFFF5F4F1);
    }
}
