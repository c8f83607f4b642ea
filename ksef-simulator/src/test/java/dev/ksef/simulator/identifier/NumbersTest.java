package dev.ksef.simulator.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "123456789,F4",
        "5265877635-20250826-0100001AF629,AF",
        "5265877635-20250626-010080DD2B5E,26",
        "5555555555-20250828-010080615740,E4",
        "20250626-EE-2F20AD2000-242386DF86,52"
    })
    void crc8_ofKnownText_isTheKnownValue(String text, String expected) {
        assertThat(Crc8Checksum.of(text)).as("CRC-8 of " + text).isEqualTo(expected);
    }

    @Test
    void ksefNumbers_manyInARow_areDistinctAndWellFormed() {
        KsefNumbers numbers = new KsefNumbers();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(numbers.next("5265877635", LocalDate.of(2026, 11, 23)).toString());
        }

        assertThat(seen).as("none twice").hasSize(100_000);
        Predicate<String> shape =
                Pattern.compile("5265877635-20261123-[0-9A-F]{12}-[0-9A-F]{2}").asMatchPredicate();
        assertThat(seen)
                .as("shape and checksum")
                .allMatch(number -> shape.test(number)
                        && Crc8Checksum.of(number.substring(0, 32)).equals(number.substring(33)));
    }

    @Test
    void nips_random_haveTheRightCheckDigit() {
        Random random = new Random(1);
        int[] weights = {6, 5, 7, 2, 3, 4, 5, 6, 7};
        for (int i = 0; i < 1_000; i++) {
            String nip = NipNumbers.random(random);
            int sum = 0;
            for (int digit = 0; digit < 9; digit++) {
                sum += weights[digit] * Character.digit(nip.charAt(digit), 10);
            }
            assertThat(sum % 11).as("check digit of " + nip).isEqualTo(Character.digit(nip.charAt(9), 10));
            assertThat(NipNumbers.wellFormed(nip)).as("shape of " + nip).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "526587763", "52658776350", "0265877635", "5005877635", "52658A7635"})
    void nips_ofWrongShape_areNotWellFormed(String text) {
        assertThat(NipNumbers.wellFormed(text)).as("shape of " + text).isFalse();
    }

    @Test
    void ksefNumber_ofItsText_isTheSame() {
        KsefNumber made = new KsefNumbers().next("5265877635", LocalDate.of(2026, 11, 3));

        assertThat(KsefNumber.of(made.toString())).as("read again").contains(made);
        assertThat(KsefNumber.of("5265877635-20250626-010080DD2B5E-26"))
                .as("a number of TEST")
                .contains(new KsefNumber(5265877635L, 20250626, 0x0080DD2B5EL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5265877635-20250626-010080DD2B5E-27",
                "5265877635-20250626-020080DD2B5E-26",
                "5265877635-20250626-010080-DD2B5E-26",
                "5265877635-20250626-010080dd2b5e-26"
            })
    void ksefNumber_ofOtherText_isNone(String text) {
        assertThat(KsefNumber.of(text)).as("number of " + text).isEmpty();
    }

    @Test
    void invoiceReference_ofItsText_isTheSame() {
        InvoiceReference made = new ReferenceNumbers(() -> Instant.parse("2026-11-03T12:00:00Z")).nextOfInvoice();

        assertThat(made.toString()).as("text").startsWith("20261103-EE-").hasSize(ReferenceNumbers.LENGTH);
        assertThat(InvoiceReference.of(made.toString())).as("read again").contains(made);
        assertThat(InvoiceReference.of("20250626-EE-2F20AD2000-242386DF86-52"))
                .as("a number of TEST")
                .contains(new InvoiceReference(20250626, 0x2F20AD2000L, 0x242386DF86L));
        assertThat(InvoiceReference.of("20250626-EE-2F20AD2000-242386DF86-53"))
                .as("a wrong checksum")
                .isEmpty();
    }
}
