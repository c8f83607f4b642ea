package dev.ksef.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kody-qr.md, code I. */
class InvoiceVerificationLinkTest {

    private static final LocalDate ISSUED = LocalDate.of(2026, 2, 1);
    private static final Nip SELLER = Nip.of("1111111111");
    private static final Sha256 HASH = Sha256.of("UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE=");

    @Test
    void link_isHostSellerDayAndHash() {
        assertThat(link(null).uri())
                .hasToString("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/"
                        + "UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE");
    }

    @Test
    void label_isTheNumberOnceKnown() {
        assertThat(link(null).label()).isEqualTo("OFFLINE");
        assertThat(link(new KsefNumber("5265877635-20250826-0100001AF629-AF")).label())
                .isEqualTo("5265877635-20250826-0100001AF629-AF");
    }

    @Test
    void link_thatWouldBeDead_isNotMade() {
        assertThatThrownBy(() ->
                        new InvoiceVerificationLink(KsefEnvironment.TEST.qrBase(), new Nip("x"), ISSUED, HASH, null))
                .hasMessageContaining("NIP");
        assertThatThrownBy(() -> new InvoiceVerificationLink(
                        KsefEnvironment.TEST.qrBase(), SELLER, ISSUED, new Sha256("x"), null))
                .hasMessageContaining("SHA-256");
    }

    @Test
    void parse_readsWhatWasWritten() {
        InvoiceVerificationLink link = link(null);
        assertThat(InvoiceVerificationLink.parse(link.toString())).isEqualTo(link);
        var gateway = new InvoiceVerificationLink(URI.create("https://g.example:8443/qr"), SELLER, ISSUED, HASH, null);
        assertThat(InvoiceVerificationLink.parse(gateway.toString())).isEqualTo(gateway);
    }

    @Test
    void parse_keepsAHashThatIsWrittenOddly() {
        String odd = link(null).toString().replaceFirst("E$", "F");
        InvoiceVerificationLink parsed = InvoiceVerificationLink.parse(odd);
        assertThat(parsed).hasToString(odd);
        assertThat(parsed.invoiceHash().isCanonical()).isFalse();
        assertThat(parsed.invoiceHash().sameBytes(HASH)).isTrue();
        assertThat(HASH.isCanonical()).isTrue();
        assertThat(InvoiceVerificationLink.parse(odd.replaceFirst("F$", "I"))
                        .invoiceHash()
                        .sameBytes(HASH))
                .as("the next one that stands for other bytes")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no link",
                "http://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/invoice/01-02-2026/1111111111/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/30-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzI",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE=",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE?a",
                "https://x@qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/invoice/0000000000/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gp/x"
            })
    void parse_ofAnythingElse_isRefused(String text) {
        assertThatThrownBy(() -> InvoiceVerificationLink.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_keepsPercentSignsOfTheAddressAsTheyAre() {
        String gateway = "https://g.example/a%20b/invoice/1111111111/01-02-2026/" + HASH.base64Url();
        assertThat(InvoiceVerificationLink.parse(gateway)).hasToString(gateway);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://secret host/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://h.example/secret/invoice/1111111111/31-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
                "https://h.example/secret/invoice/0000000000/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE"
            })
    void parse_ofAnythingElse_quotesNothingOfIt(String text) {
        assertThatThrownBy(() -> InvoiceVerificationLink.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("secret", "31-02", "0000000000", "UtQp");
    }

    private static InvoiceVerificationLink link(KsefNumber number) {
        return new InvoiceVerificationLink(KsefEnvironment.TEST.qrBase(), SELLER, ISSUED, HASH, number);
    }
}
