package dev.ksef.adapter.feign.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Sha256;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextSerializerTest {

    private static final Sha256 HASH = Sha256.of(new byte[32]);

    private final JsonCodec codec = new JsonCodec(ListenerGroup.of(List.of()));

    @Test
    void base64_ofEveryLength_isWrittenAsItIs() {
        for (int length = 0; length < 100; length++) {
            String content = Base64.getEncoder().encodeToString(new byte[length]);
            assertThat(written(content)).contains("\"encryptedInvoiceContent\":\"" + content + "\"");
        }
        assertThat(read("A".repeat(100_000))).as("longer than any buffer").isEqualTo("A".repeat(100_000));
    }

    @Test
    void letterThatJsonWritesOtherwise_atEveryPlace_comesBackAsItWas() {
        for (String letter : List.of("\"", "\\", "\n", "\u0000", "\u001F", "\u007F", "ł", "\u20AC", "\uD83D\uDE00")) {
            for (int before = 0; before < 20; before++) {
                String content = "A".repeat(before) + letter + "A".repeat(10);
                assertThat(read(content)).as(letter).isEqualTo(content);
            }
        }
    }

    private String read(String content) {
        return JsonMapper.builder()
                .build()
                .readTree(written(content))
                .get("encryptedInvoiceContent")
                .asString();
    }

    private String written(String content) {
        return new String(
                codec.write(
                        SendInvoice.builder(HASH, 1).encrypted(HASH, 1, content).build()),
                UTF_8);
    }
}
