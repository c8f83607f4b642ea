package dev.ksef.pdf.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNumberTest {

    @ParameterizedTest
    @CsvSource({
        "73111122223333444455556666, 73 1111 2222 3333 4444 5555 6666",
        "PL73111122223333444455556666, PL73 1111 2222 3333 4444 5555 6666",
        "DE89370400440532013000, DE89 3704 0044 0532 0130 00",
        "NO9386011117947, NO93 8601 1117 947",
        "73 1111 2222 3333 4444 5555 6666, 73 1111 2222 3333 4444 5555 6666",
        "1234567890, 1234567890"
    })
    void number_isGroupedIfItIsPolishOrInternational(String number, String written) {
        assertThat(AccountNumber.written(number)).isEqualTo(written);
    }
}
