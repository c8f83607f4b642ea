package dev.ksef.examples.guide;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.pdf.InvoiceRenderer;
import dev.ksef.simulator.KsefSimulator;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about printing. */
class PrintingSnippetsTest {

    private final InvoiceRenderer renderer = InvoiceRenderer.polish();

    @TempDir
    private Path folder;

    private static InvoiceXml xml(String nip) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Warsaw"));
        return InvoiceXml.of(SampleInvoice.xml(Nip.of(nip), "FV/1", today, Instant.now()));
    }

    @Test
    void sentInvoice_andTheSameOneFetched_areTheSameBytes() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            KsefEnvironment environment = KsefEnvironment.custom(
                    "simulator",
                    simulator.baseUri().toString(),
                    simulator.qrBaseUri().toString());
            InvoiceXml xml = xml(simulator.nip());
            try (KsefClient ksef = KsefClient.builder()
                            .environment(environment)
                            .credentials(Credentials.ksefToken(simulator.token()))
                            .build();
                    OnlineSession session =
                            ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
                AcceptedInvoice accepted = session.send(xml.bytes()).await(Duration.ofMinutes(1));
                Path file = folder.resolve("invoice.pdf");
                Printing.sent(renderer, xml, accepted, file);
                assertThat(file).content(ISO_8859_1).startsWith("%PDF-");
                assertThat(Printing.fetched(renderer, environment, xml, accepted.ksefNumber()))
                        .isEqualTo(Files.readAllBytes(file));
                InvoiceXml other = xml("1111111111");
                assertThatThrownBy(() -> renderer.pdf(other, accepted.verificationLink()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("The link is of another file");
            }
        }
    }

    @Test
    void draft_hasNoCode_andLooksAreChosen() throws Exception {
        Path logo = folder.resolve("logo.png");
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
        String page = Printing.looks(logo).html(xml("5265877635"));
        assertThat(page)
                .contains("#6A1B2C", "data:image/png", "Sprzedawca", "Seller")
                .doesNotContain("OFFLINE");
    }

    @Test
    void simulator_showsInvoices() throws Exception {
        try (KsefSimulator simulator = Printing.simulator(renderer)) {
            Instant now = Instant.now();
            String number = simulator
                    .invoices()
                    .store(1, simulator.nip(), "1111111111", now.minusSeconds(60), now)
                    .get(0);
            URI page = URI.create(simulator.qrBaseUri() + "/simulator/page/invoices/" + number + "/picture");
            HttpResponse<String> shown = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("Sprzedawca", simulator.nip());
        }
    }
}
