package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** numer-ksef.md: CRC-8 over the first 32 characters, hyphens included. */
class KsefNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5265877635-20250826-0100001AF629-AF",
                "5265877635-20250626-010080DD2B5E-26",
                "5555555555-20250828-010080615740-E4",
                "5265877635-20250925-010020A0A242-0A",
                "5265877635-20250916-020000583241-84",
                "5265877635-20250916-0200A0D6723E-C2",
                "5265877635-20250916-010040741B3E-46"
            })
    void number_withItsChecksum_isValid(String text) {
        assertThat(KsefNumber.of(text).isValid()).isTrue();
    }

    @Test
    void number_withOneCharacterChanged_isRefused() {
        String good = "5265877635-20250826-0100001AF629-AF";
        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == '1' ? '2' : '1';
            String bad = good.substring(0, i) + other + good.substring(i + 1);
            assertThat(new KsefNumber(bad).isValid()).as(bad).isFalse();
        }
        assertThatThrownBy(() -> KsefNumber.of("5265877635-20250826-0100001AF629-71"))
                .as("the checksum without hyphens")
                .hasMessageContaining("checksum");
    }

    @Test
    void number_ofKsef1_isTakenWithoutItsChecksum() {
        assertThat(KsefNumber.of("9999999999-20230908-8BEF28-0C8D35-4D").isValid())
                .isTrue();
    }

    @Test
    void number_thatKsefSends_isTakenAsItIs() {
        assertThat(new KsefNumber("odd")).hasToString("odd");
        assertThat(new KsefNumber("odd").isValid()).isFalse();
    }

    @Test
    void number_inLowerCase_isRefused() {
        assertThatThrownBy(() -> KsefNumber.of("5265877635-20250826-0100001af629-af"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
