package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.encryption.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * NIST SP 800-38A, F.2.5 and F.2.6: CBC-AES256. Its examples have no padding, so our ciphertext goes one block further.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38a.pdf">SP 800-38A</a>
 */
class NistSp800Part38aTest {

    private static final ContentKey KEY = ContentKey.of(
            hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
            hex("000102030405060708090a0b0c0d0e0f"));
    private static final byte[] PLAIN = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    private static final byte[] ENCRYPTED = hex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
            + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b");

    private final JdkCryptoEngine engine = new JdkCryptoEngine();

    @Test
    void f25_encryption_startsWithTheFourBlocks() {
        byte[] encrypted = engine.encrypt(PLAIN, KEY);
        assertThat(encrypted).hasSize(80);
        assertThat(Arrays.copyOf(encrypted, 64)).isEqualTo(ENCRYPTED);
    }

    @Test
    void f26_decryption_yieldsTheBlocksAndMissesThePadding() throws Exception {
        var decrypting = engine.decrypting(new ByteArrayInputStream(ENCRYPTED), KEY);
        assertThat(decrypting.readNBytes(48))
                .as("all blocks but the last, which is held back for its padding")
                .isEqualTo(Arrays.copyOf(PLAIN, 48));
        assertThatThrownBy(decrypting::read)
                .as("the last block of the example is no padding")
                .isInstanceOf(IOException.class);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
