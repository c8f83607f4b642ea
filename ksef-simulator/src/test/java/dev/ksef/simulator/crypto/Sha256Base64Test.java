package dev.ksef.simulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Base64Test {

    @Test
    void value_ofData_isTheKnownOne() {
        // FIPS 180-4, the example "abc".
        assertThat(Sha256Base64.ofData("abc".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
                .isEqualTo(Sha256Base64.of("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3"})
    void text_whoseLastBitsBelongToNoByte_isGivenAsItWasWritten(String last) {
        String text = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa" + last + "=";

        assertThat(Sha256Base64.of(text)).hasToString(text);
        assertThat(Sha256Base64.of(text).equals(Sha256Base64.of(text.replace(last + "=", "5="))))
                .as("only the same text is the same value")
                .isFalse();
    }

    @Test
    void text_ofOtherLength_isRefused() {
        assertThatThrownBy(() -> Sha256Base64.of("AAAA")).isInstanceOf(IllegalArgumentException.class);
    }
}
