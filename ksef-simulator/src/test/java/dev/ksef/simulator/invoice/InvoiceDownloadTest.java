package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceDownloadTest extends SimulatorTest {

    private static final String BUYER = "5265877635";

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.processingDelay(Duration.ofSeconds(10)).availabilityDelay(Duration.ofMinutes(1));
    }

    @Test
    void invoice_hasANumberFirst_andIsAvailableLater() {
        TaxpayerClient seller = taxpayer().signedIn();
        String xml = TestInvoice.of(seller).xml();
        ClientSession session = seller.open();
        String reference = session.send(xml);
        clock.advance(Duration.ofSeconds(10));
        String number = session.look(reference).path("ksefNumber").stringValue();

        Answer early = download(seller, number);
        boolean dated = session.look(reference).has("permanentStorageDate");
        clock.advance(Duration.ofMinutes(1));
        Answer later = download(seller, number);

        assertThat(early.errorCode()).as("not available yet").isEqualTo(21165);
        assertThat(dated).as("not stored yet").isFalse();
        assertThat(later.status()).as("available").isEqualTo(200);
        assertThat(later.body()).as("byte for byte").isEqualTo(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(later.header("Content-Type")).isEqualTo("application/xml");
        assertThat(later.header("x-ms-meta-hash")).isEqualTo(ClientCrypto.sha256(later.body()));
        assertThat(session.look(reference).has("permanentStorageDate"))
                .as("stored")
                .isTrue();
    }

    @Test
    void invoice_isGivenToItsBuyer_andUnknownToStrangers() {
        String number = available(taxpayer().signedIn());

        assertThat(download(taxpayer(BUYER).signedIn(), number).status())
                .as("buyer")
                .isEqualTo(200);
        assertThat(download(taxpayer().signedIn(), number).errorCode())
                .as("stranger")
                .isEqualTo(21164);
    }

    @Test
    void number_thatIsNone_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(download(taxpayer, "5265877635-20250826-0100001AF629-AF").errorCode())
                .as("of nothing")
                .isEqualTo(21164);
        assertThat(download(taxpayer, "1234").errorCode()).as("no number").isEqualTo(21405);
        assertThat(client().get("/invoices/ksef/1234", "").status())
                .as("without a bearer")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,406",
        "text/xml,406",
        "application/xml,200",
        "'application/json, */*;q=0.1',200",
        "application/*,200"
    })
    void document_isGivenToThoseWhoAcceptXml(String accept, int status) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        Answer answer =
                client().get("/invoices/ksef/" + available(taxpayer), taxpayer.access(), Map.of("Accept", accept));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 406) {
            assertThat(answer.body()).as("nothing is said").isEmpty();
        }
    }

    private String available(TaxpayerClient seller) {
        ClientSession session = seller.open();
        String reference = session.send(TestInvoice.of(seller).xml());
        clock.advance(Duration.ofSeconds(70));
        return session.look(reference).path("ksefNumber").stringValue();
    }

    private Answer download(TaxpayerClient taxpayer, String number) {
        return client().get("/invoices/ksef/" + number, taxpayer.access());
    }
}
