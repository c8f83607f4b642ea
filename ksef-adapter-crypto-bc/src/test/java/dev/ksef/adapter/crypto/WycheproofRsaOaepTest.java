package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Project Wycheproof, RSAES-OAEP of 2048 bits with SHA-256 and MGF1-SHA-256. Its vectors are made for decryption: they
 * judge the parameters; what was encrypted with them is then decrypted by another implementation.
 *
 * @see <a
 *     href="https://github.com/C2SP/wycheproof/blob/main/testvectors/rsa_oaep_2048_sha256_mgf1sha256_test.json">The
 *     vectors</a>
 */
class WycheproofRsaOaepTest {

    private static final BigInteger MODULUS = number("00a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224"
            + "e637f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f7"
            + "9c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e0"
            + "9c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422"
            + "f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773"
            + "066f453d1f5b4c2e9cf7820283f742b9d5");
    private static final BigInteger PRIVATE_EXPONENT = number(
            "7627eef3567b2a27268e52053ecd31c3a7172ccb9ddcee819b306a5b3c66b7573ca4fa88efc6f3c4a00bfa0ae7139f64543a"
                    + "4dac3d05823f6ff477cfcec84fe2ac7a68b17204b390232e110310c4e899c4e7c10967db4acde042dbbf19dbe00b4b4741"
                    + "de1020aaaaffb5054c797c9f136f7d93ac3fc8caff6654242d7821ebee517bf537f44366a0fdd45ae05b9909c2e6cc1ed9"
                    + "281eff4399f76c96b96233ec29ae0bbf0d752b234fc197389f51050aa1acd01c074c3ac8fbdb9ea8b651a95995e8db4ad5"
                    + "c43b6c8673e5a126e7ee94b8dff4c5afc01259bc8da76950bae6f8bae715f50985b0d6f66d04c6fef3b700720eecdcdf17"
                    + "1bb7b1ecbe7289c467c1");

    /** Cases 1 (empty), 3 (a few bytes), 7 (as long as a content key). */
    @ParameterizedTest
    @CsvSource({
        "'', 6e62bf24d95aff6868afec2a92a445b6458f16f688c19fe1212f66a63137831653cedd359d8cff4dd485d77dfd55812c181373201f54"
                + "aafd65730d2a304e623455d51125d891e65d97fce52341cae45fb64c38a384a1c621e2713ee6794633f029a9fd4d774f56551eac"
                + "2176162e162640f25eab873a3451c475570f19228bcede4c67c370a75ed7fabccd538c9819eff182481b10d42f1a9f6a05373b8c"
                + "f9b71818d467bd3b8ebacb619e8ad42916e600c043effceb3855bc48a629e60ae886f51b2a7876b0e623fb2ce68af4b039242f96"
                + "3adb0e4240aed0ed07f65f1ee7c0cc77d210d0c2d1dc10c81b881aa0c9c9e9499665cf2970d2ccfeeb3191531765",
        "54657374, 5eab3f0741e63986ed647d53e1cd71df041986900803d0f99c68355d249a15a47dc5b4f70a191477654299e5a2731f3b4eec76"
                + "dea18262fc696ac794e5f66cbfcddac4472c578e246c26707598055584540b839836b1404c5611ae558a984cee8fd036cea924e0"
                + "be2474a940f61e0acc14fcae95ebdc59942a9ce9af9a9c81999f7f6815f057ffdc2533cb15d6391d1e2d95f16f9c04209c889a4c"
                + "359c7d2926d28a66e2b030a416b928d2825627998e5191fb4983a6e65024262d94fc09187a2d78162122433251d1bfcc8e507d06"
                + "eba2d229c10031261da32ab8ccd15f1c5f9fbf07ed158483d736a110af4b44d6a4da60d6cb519b4454213cf9f0dc560f2b",
        "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, 096958786ee7972050d67a9e4b69d6c6af7db7cc674386"
                + "df725770dd29129b826e39552330104c8d71e6cc3a3014dd2f61b54153af51b0438d447ee939f9e3c13bb8b00a37dea6a068f6c9"
                + "d27e848b1be7a1eeeb3ee50b78036fba95ae46948ca5b13f356ea24db10f60dc09e4b8bad8f766b668ef72524432080a0ce00ed6"
                + "76d6d5e354984b1078520412525848156d06f0652469f95791baa3d9a798ae537094f76f976faecd5c9ce0c930a75910c63dacf6"
                + "3485cb4b5e7bdbcf4d80e74037eaa1a8fe4b52930bec6be99cf6ac88cf5878dbf6859d456a95dbc34654eec425de84ca2a535d51"
                + "7403a9aada827e7d0093ecfc97ed056a7652825e9a45cb2dcb"
    })
    void vector_decryptsWithTheParametersThatWeEncryptWith(String message, String ciphertext) throws Exception {
        assertThat(decrypted(hex(ciphertext))).isEqualTo(hex(message));
    }

    /** Case 12, first byte of the label's hash modified: the parameters are not laxer than they should be. */
    @Test
    void vector_withABrokenPadding_doesNotDecrypt() {
        byte[] broken =
                hex("287d7108a1c6e7a18acb0045b20c57cdf2ac03456b44942764a7a9e9fdf3db481d7e202e4c8d733b56b9c1e93d71"
                        + "e791af8325c9363df789b252a5ed0eddc79e76fa41c2cb0a35618398217a390a5e6d99eed905d5554d19c1cf4e30bdf1c2fcc514"
                        + "8b641d71b3f1977b63d232648ddd935ec9499a53ac2fbcac55f462e91065adaa018a39c453ba759bd68b454074153421e2ce75cf"
                        + "149f748b5b84758df8a423d1c50c880af863f2a6df3cd465ca36aa2152b5771f3d507f4a4dd9f8006d80eca23537092287976f21"
                        + "8a90df1e16d889fe31e79f7309f3224f613e9b52479fe73b7aad915319a3b62a5936649f7d015d7b09f7fa9f454f78a7c3dd4bf7"
                        + "91e0");
        assertThatThrownBy(() -> decrypted(broken)).isInstanceOf(BadPaddingException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 64, 190})
    void secret_wrappedByUs_isUnwrappedByBouncyCastle(int sizeBytes) throws Exception {
        byte[] secret = new byte[sizeBytes];
        new SecureRandom().nextBytes(secret);
        byte[] wrapped = new JdkCryptoEngine().wrap(secret, publicKey());
        var judge =
                new OAEPEncoding(new RSAEngine(), SHA256Digest.newInstance(), SHA256Digest.newInstance(), new byte[0]);
        judge.init(false, new RSAKeyParameters(true, MODULUS, PRIVATE_EXPONENT));
        assertThat(judge.processBlock(wrapped, 0, wrapped.length)).isEqualTo(secret);
    }

    private static byte[] decrypted(byte[] wrapped) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, privateKey(), KeyWrap.OAEP);
        return cipher.doFinal(wrapped);
    }

    private static PublicKey publicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(MODULUS, BigInteger.valueOf(65_537)));
    }

    private static PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(MODULUS, PRIVATE_EXPONENT));
    }

    private static BigInteger number(String hex) {
        return new BigInteger(1, hex(hex));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
