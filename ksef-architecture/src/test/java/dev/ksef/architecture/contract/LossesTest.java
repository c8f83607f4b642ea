package dev.ksef.architecture.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}; {\"b\":2,\"a\":1}",
                "{\"a\":null,\"b\":[]}; {}",
                "{}; {\"a\":{}}",
                "{\"a\":250.0}; {\"a\":250}",
                "{\"a\":\"2025-07-11T12:23:56.0154000+02:00\"}; {\"a\":\"2025-07-11T10:23:56.0154Z\"}"
            })
    void whatMeansTheSame_isNoLoss(String official, String ours) {
        assertThat(between(official, ours)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}; {}; /a is lost",
                "{}; {\"a\":false}; /a is added",
                "{\"a\":[1,2]}; {\"a\":[2,1]}; /a/0 is changed",
                "{\"a\":[1,2]}; {\"a\":[1]}; /a is changed",
                "{\"a\":\"1\"}; {\"a\":1}; /a is changed",
                "{\"a\":\"2025-07-11T12:23:56+02:00\"}; {\"a\":\"2025-07-11T12:23:56Z\"}; /a is changed"
            })
    void whatIsNotTheSame_isNamedByPlace(String official, String ours, String loss) {
        assertThat(between(official, ours)).contains(loss);
    }

    @Test
    void listThatWasEmptied_isALoss() {
        assertThat(between("{\"a\":[1]}", "{\"a\":[]}")).containsExactly("/a is lost");
    }

    private static List<String> between(String official, String ours) {
        return Losses.between(
                JsonMapper.shared().readTree(official), JsonMapper.shared().readTree(ours));
    }
}
