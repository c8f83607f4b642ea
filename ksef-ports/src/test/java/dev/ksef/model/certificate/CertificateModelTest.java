package dev.ksef.model.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateSerialNumber;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict on the way out, lenient on the way in. */
class CertificateModelTest {

    private static final CertificateSerialNumber NUMBER = CertificateSerialNumber.of("01F20A5D352AE590");

    @Test
    void serialNumber_keepsItsLeadingZeros() {
        assertThat(NUMBER).hasToString("01F20A5D352AE590");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1F20A5D352AE590", "01f20a5d352ae590", "01F20A5D352AE590 ", "0x01F20A5D352AE5"})
    void serialNumber_ofAnotherShape_isRefused_andTakenFromKsef(String text) {
        assertThatThrownBy(() -> CertificateSerialNumber.of(text)).hasMessageContaining("16 hexadecimal digits");
        assertThat(new CertificateSerialNumber(text).isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "Sp. z o.o.", "tab\there", "ärger", "Faktury/2026", ""})
    void name_thatKsefDoesNotTake_isRefused(String name) {
        assertThatThrownBy(() -> EnrollCertificate.requireName(name)).hasMessageContaining("5 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zażółć gęślą jaźń", "A_b-1", "ŻÓŁĆ 2026"})
    void name_thatKsefTakes_isTaken(String name) {
        assertThat(EnrollCertificate.requireName(name)).isEqualTo(name);
        assertThatThrownBy(() -> EnrollCertificate.requireName("x".repeat(101))).hasMessageContaining("5 to 100");
        assertThatCode(() -> EnrollCertificate.requireName("x".repeat(100))).doesNotThrowAnyException();
    }

    @Test
    void application_doesNotShowWhomItIsFor() {
        var request = EnrollCertificate.of("Firma", CertificateType.OFFLINE, new byte[] {1, 2, 3});
        assertThat(request.csr()).isEqualTo("AQID");
        assertThat(request.toString()).contains("Firma").doesNotContain("AQID");
    }

    @Test
    void request_forNoneOrTooMany_isRefused() {
        assertThatThrownBy(() -> new RetrieveCertificates(List.of())).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new RetrieveCertificates(Collections.nCopies(11, NUMBER)))
                .hasMessageContaining("not 11");
        assertThatThrownBy(() -> new RetrieveCertificates(List.of(new CertificateSerialNumber("odd"))))
                .hasMessageContaining("odd");
    }

    @Test
    void page_ofAnotherSize_isRefused() {
        assertThatThrownBy(() -> new CertificatePageRequest(0, 9)).hasMessageContaining("10 to 50");
        assertThatThrownBy(() -> new CertificatePageRequest(0, 51)).hasMessageContaining("10 to 50");
        assertThatThrownBy(() -> new CertificatePageRequest(-1, 10)).hasMessageContaining("start at 0");
    }

    @Test
    void limits_thatKsefDoesNotTell_forbidNothing() {
        assertThat(new CertificateLimits(null, null, null).forbidsRequest()).isFalse();
        assertThat(new CertificateLimits(false, null, null).forbidsRequest()).isTrue();
        assertThat(new CertificateLimits(true, new CertificateLimits.Limit(3, 12), null).summary())
                .isEqualTo("3 of 12 applications and an unknown number of active certificates are left");
    }
}
