package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Project Wycheproof, AES-CBC-PKCS5 with keys of 256 bits: a vector per shape of message, and one per kind of padding
 * that is none.
 *
 * @see <a href="https://github.com/C2SP/wycheproof/blob/main/testvectors/aes_cbc_pkcs5_test.json">The vectors</a>
 */
class WycheproofAesCbcTest {

    private final JdkCryptoEngine engine = new JdkCryptoEngine();

    /** Cases 123 (empty), 127 (1 byte), 141 (15 bytes), 124 (16 bytes), 142 (17 bytes), 125 (32 bytes), 145 (39). */
    @ParameterizedTest
    @CsvSource({
        "7bf9e536b66a215c22233fe2daaa743a898b9acb9f7802de70b40e3d6e43ef97, eb38ef61717e1324ae064e86f1c3e797, '',"
                + " e7c166554d1bb32792c981fa674cc4d8",
        "e754076ceab3fdaf4f9bcab7d4f0df0cbbafbc87731b8f9b7cd2166472e8eebc, 014d2e13dfbcb969ba3bb91442d52eca, 40,"
                + " 42c0b89a706ed2606cd94f9cb361fa51",
        "c19bdf314c6cf64381425467f42aefa17c1cc9358be16ce31b1d214859ce86aa, 35bc82e3503b95044c6406a8b2c2ecff,"
                + " 5d066a92c300e9b6ddd63a7c13ae33, fdcfa77f5bd09326b4c11f9281b72474",
        "612e837843ceae7f61d49625faa7e7494f9253e20cb3adcea686512b043936cd, 9ec7b863ac845cad5e4673da21f5b6a9,"
                + " cc37fae15f745a2f40e2c8b192f2b38d,"
                + " 299295be47e9f5441fe83a7a811c4aeb2650333e681e69fa6b767d28a6ccf282",
        "73216fafd0022d0d6ee27198b2272578fa8f04dd9f44467fbb6437aa45641bf7, 4b74bd981ea9d074757c3e2ef515e5fb,"
                + " d5247b8f6c3edcbfb1d591d13ece23d2f5,"
                + " fbea776fb1653635f88e2937ed2450ba4e9063e96d7cdba04928f01cb85492fe",
        "96e1e4896fb2cd05f133a6a100bc5609a7ac3ca6d81721e922dadd69ad07a892, e70d83a77a2ce722ac214c00837acedf,"
                + " 91a17e4dfcc3166a1add26ff0e7c12056e8a654f28a6de24f4ba739ceb5b5b18,"
                + " a615a39ff8f59f82cf72ed13e1b01e32459700561be112412961365c7a0b58aa7a16d68c065e77ebe504999051476bd7",
        "5f99f7d60653d79f088dd07ef306b65e057d36e053fa1c9f6854425c019fd4df, 6eedf45753ffe38f2407fbc28ab5959c,"
                + " fcc9212c23675c5d69a1266c77389bc955e453daba20034aabbcd502a1b73e05af30f8b7622abdbc,"
                + " a9b051354f0cf61f11921b330e60f996de796aeb68140a0f9c5962e1f48e4805262fb6f53b26d9bb2fa0e359efe14734"
    })
    void message_encryptsAndDecryptsAsDocumented(String key, String vector, String message, String ciphertext)
            throws Exception {
        byte[] plain = hex(message);
        byte[] encrypted = hex(ciphertext);
        try (ContentKey contentKey = ContentKey.of(hex(key), hex(vector))) {
            assertThat(engine.encrypt(plain, contentKey)).isEqualTo(encrypted);
            assertThat(engine.decrypt(encrypted, contentKey)).isEqualTo(plain);
            assertThat(engine.encrypting(new ByteArrayInputStream(plain), contentKey)
                            .readAllBytes())
                    .isEqualTo(encrypted);
            assertThat(engine.decrypting(new ByteArrayInputStream(encrypted), contentKey)
                            .readAllBytes())
                    .isEqualTo(plain);
        }
    }

    /** Cases 147, 151 (zeroes), 152, 156 (0xff), 157 (one bit), 162, 165 (longer than a block), 167 (X.923), 171 (ISO 10126). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e07558d746574528fb813f34e3fb7719",
                "8881e9e02fa9e3037b397957ba1fb7ce64679a46621b792f643542a735f0bbbf",
                "c007ddffb76b95208505fe7f3be96172",
                "8881e9e02fa9e3037b397957ba1fb7ce6f0effa789cbb0b875cc53cc8f7b3caf",
                "4dd5f910c94700235c9ed239160e34e2",
                "524236e25956e950713bec0d3d579068f34e4d18c4ccab081317dae526fe7fca",
                "8881e9e02fa9e3037b397957ba1fb7cec0f74a1aa92fd9c96f9d15d193d1695c1eb33486e269277612f90f509f0535c2",
                "fb38cbef13f1d5be9c0ac7ed9cbe023c",
                "a05c14da0109093c195b4998812fe150"
            })
    void paddingOfAnotherKind_isRefused(String ciphertext) {
        byte[] encrypted = hex(ciphertext);
        try (ContentKey key = ContentKey.of(
                hex("7c78f34dbce8f0557d43630266f59babd1cb92ba624bd1a8f45a2a91c84a804a"),
                hex("f010f61c31c9aa8fa0d5be5f6b0f2f70"))) {
            assertThatThrownBy(() -> engine.decrypt(encrypted, key)).isInstanceOf(KsefCryptoException.class);
            var decrypting = engine.decrypting(new ByteArrayInputStream(encrypted), key);
            assertThatThrownBy(decrypting::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
