package dev.ksef.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invoices as people read them, drawn by whoever started the simulator. */
class InvoicePictureTest extends SimulatorTest {

    private static final String SELLER = "5265877635";

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.invoiceView((xml, number, qrBase) -> {
            if (number.endsWith(unfit)) {
                throw new IllegalArgumentException("no FA(3)");
            }
            String text = new String(xml, StandardCharsets.UTF_8);
            return "<!DOCTYPE html><p>" + number + " at " + qrBase + "</p><p>" + text.contains("<Faktura") + "</p>";
        });
    }

    private String unfit = "none";

    private static String stored(KsefSimulator simulator) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        return simulator.invoices().store(1, SELLER, "1111111111", at, at).get(0);
    }

    private static Answer get(String address) {
        return RawClient.download(address, Map.of());
    }

    private void isPicture(Answer page, String number) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains(number + " at " + simulator().qrBaseUri() + "</p><p>true</p>");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "img-src data:", "sandbox", "frame-ancestors 'none'")
                .doesNotContain("script", "http", "*");
    }

    @Test
    void invoice_isShownOnThePage_andWhereItsCodeLeads() {
        String number = stored(simulator());
        String files = simulator().qrBaseUri() + "/simulator/page/invoices/" + number;
        var data = get(files).json();

        assertThat(data.path("picture").booleanValue()).isTrue();
        isPicture(get(files + "/picture"), number);

        String link = data.path("code").path("link").stringValue();
        Answer verified = get(link);
        String hash = link.substring(link.lastIndexOf('/') + 1);
        assertThat(verified.text()).contains("data-verdict=\"found\"", "<a href=\"" + hash + "/picture\">");
        isPicture(get(link + "/picture"), number);
    }

    @Test
    void invoiceThatIsNone_hasNoPicture() {
        String number = stored(simulator());
        String link = get(simulator().qrBaseUri() + "/simulator/page/invoices/" + number)
                .json()
                .path("code")
                .path("link")
                .stringValue();
        String otherDay = link.replaceFirst("/\\d\\d-\\d\\d-\\d{4}/", "/01-01-2026/");
        assertThat(get(otherDay).text()).contains("not-found").doesNotContain("href");
        assertThat(get(otherDay + "/picture").status()).isEqualTo(404);
        assertThat(get(link + "x/picture").status()).isEqualTo(404);
        assertThat(get(simulator().qrBaseUri() + "/simulator/page/invoices/none/picture")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void invoiceThatCannotBeShown_isToldAsText() {
        String number = stored(simulator());
        unfit = number.substring(20);
        Answer told = get(simulator().qrBaseUri() + "/simulator/page/invoices/" + number + "/picture");
        unfit = "none";
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.header("Content-Type")).startsWith("text/plain");
        assertThat(told.text()).contains("cannot be shown").doesNotContain("no FA(3)");
    }

    @Test
    void withoutAView_nothingLeadsToAPicture() {
        try (KsefSimulator plain = KsefSimulator.start()) {
            String number = stored(plain);
            String files = plain.qrBaseUri() + "/simulator/page/invoices/" + number;
            var data = get(files).json();
            String link = data.path("code").path("link").stringValue();

            assertThat(data.path("picture").booleanValue()).isFalse();
            assertThat(get(files + "/picture").status()).isEqualTo(404);
            assertThat(get(link).text()).contains("data-verdict=\"found\"").doesNotContain("href");
            assertThat(get(link + "/picture").status()).isEqualTo(404);
        }
    }
}
