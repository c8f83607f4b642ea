package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The SHA-256 examples of FIPS 180 and of NIST's example values; the last is the one of a million letters.
 *
 * @see <a href="https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values">Example values</a>
 */
class Fips180Test {

    private final JdkCryptoEngine engine = new JdkCryptoEngine();

    @ParameterizedTest
    @CsvSource({
        "'', 1, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, 1, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq, 1,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "a, 1000000, cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    })
    void message_hasTheDocumentedHash(String text, int times, String hash) {
        byte[] message = text.repeat(times).getBytes(StandardCharsets.US_ASCII);
        Sha256 documented = Sha256.of(HexFormat.of().parseHex(hash));
        assertThat(engine.sha256(message)).isEqualTo(documented);
        assertThat(engine.sha256(new ByteArrayInputStream(message))).isEqualTo(documented);
    }
}
