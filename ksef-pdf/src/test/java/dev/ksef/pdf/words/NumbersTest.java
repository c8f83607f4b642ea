package dev.ksef.pdf.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.pdf.language.Language;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    private final Numbers polish = new Words(Language.POLISH).numbers();
    private final Numbers english = new Words(Language.ENGLISH).numbers();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0,00; 0.00",
                "5; 5,00; 5.00",
                "-0.5; -0,50; -0.50",
                "999.99; 999,99; 999.99",
                "1000; 1_000,00; 1,000.00",
                "-1234567.8; -1_234_567,80; -1,234,567.80",
                "9999999999999999.99; 9_999_999_999_999_999,99; 9,999,999,999,999,999.99",
                "0.12345678; 0,12345678; 0.12345678",
                "99999999999999.12345678; 99_999_999_999_999,12345678; 99,999,999,999,999.12345678"
            })
    void money_hasAtLeastTwoPlaces_andAllThatItHas(BigDecimal value, String inPolish, String inEnglish) {
        assertThat(polish.money(value)).isEqualTo(inPolish.replace('_', '\u00a0'));
        assertThat(english.money(value)).isEqualTo(inEnglish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; 1; 1",
                "1.50; 1,50; 1.50",
                "-3; -3; -3",
                "12000.000001; 12_000,000001; 12,000.000001",
                "1E+3; 1_000; 1,000"
            })
    void number_hasThePlacesThatItHas(BigDecimal value, String inPolish, String inEnglish) {
        assertThat(polish.number(value)).isEqualTo(inPolish.replace('_', '\u00a0'));
        assertThat(english.number(value)).isEqualTo(inEnglish);
    }

    @Test
    void numbers_doNotRememberEachOther() {
        assertThat(polish.number(new BigDecimal("0.123456"))).isEqualTo("0,123456");
        assertThat(polish.number(new BigDecimal("7"))).isEqualTo("7");
        assertThat(polish.money(new BigDecimal("7"))).isEqualTo("7,00");
    }

    @Test
    void amount_hasItsCurrency_andPercentItsSign() {
        assertThat(polish.money(new BigDecimal("7"), "EUR")).isEqualTo("7,00\u00a0EUR");
        assertThat(english.percent(new BigDecimal("12.5"))).isEqualTo("12.5%");
    }
}
