package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KsefEnvironmentTest {

    @Test
    void presets_nameApiAndQrTogether() {
        assertThat(KsefEnvironment.TEST.apiBase()).hasToString("https://api-test.ksef.mf.gov.pl/v2");
        assertThat(KsefEnvironment.DEMO.qrBase()).hasToString("https://qr-demo.ksef.mf.gov.pl");
        assertThat(KsefEnvironment.PRODUCTION.apiBase()).hasToString("https://api.ksef.mf.gov.pl/v2");
        assertThat(KsefEnvironment.PRODUCTION).hasToString("PRODUCTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ksef.example/v2", "ftp://ksef.example", "ksef.example/v2", "https:///v2", "/v2"})
    void address_thatWouldSendTokensInTheOpenOrNowhere_isRefused(String address) {
        assertThatThrownBy(() -> KsefEnvironment.custom("x", address, "https://qr.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    @Test
    void plainHttp_isForLoopback_andTrailingSlashesGo() {
        var local = KsefEnvironment.custom("x", "http://127.0.0.1:8080/v2/", "http://localhost");
        assertThat(local.apiBase()).hasToString("http://127.0.0.1:8080/v2");
    }
}
