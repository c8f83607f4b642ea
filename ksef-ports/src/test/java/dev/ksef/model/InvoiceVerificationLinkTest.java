package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

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

    private static InvoiceVerificationLink link(KsefNumber number) {
        return new InvoiceVerificationLink(KsefEnvironment.TEST.qrBase(), SELLER, ISSUED, HASH, number);
    }
}
