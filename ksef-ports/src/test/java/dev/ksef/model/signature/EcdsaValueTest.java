package dev.ksef.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaValueTest {

    private static final ECPublicKey P256 = key("secp256r1");
    private static final ECPublicKey P521 = key("secp521r1");

    @ParameterizedTest
    @CsvSource({"secp256r1,256,64", "secp384r1,384,96", "secp521r1,512,132"})
    void signaturesOfTheJdk_goRound(String curve, int hash, int length) throws Exception {
        goRound(50, curve, hash, length);
    }

    /** Enough of them for each length that a number can have. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"secp256r1,256,64", "secp384r1,384,96", "secp521r1,512,132"})
    void manySignaturesOfTheJdk_goRound(String curve, int hash, int length) throws Exception {
        goRound(1000, curve, hash, length);
    }

    private static void goRound(int signatures, String curve, int hash, int length) throws Exception {
        KeyPair pair = pair(curve);
        var key = (ECPublicKey) pair.getPublic();
        assertThat(EcdsaValue.lengthBytes(key)).isEqualTo(length);
        for (int i = 0; i < signatures; i++) {
            byte[] der = signed("SHA" + hash + "withECDSA", pair);
            byte[] both = EcdsaValue.ofDer(der, key).p1363();
            assertThat(both).hasSize(length);
            assertThat(EcdsaValue.ofP1363(both, key).der()).as("DER again").isEqualTo(der);
            var verifier = Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
            verifier.initVerify(key);
            assertThat(verifier.verify(both)).as("r||s verifies").isTrue();
        }
    }

    @Test
    void shortNumbers_arePaddedOnTheLeft() {
        byte[] both = EcdsaValue.ofDer(hex("3007020101020200ff"), P256).p1363();
        assertThat(new BigInteger(1, both))
                .isEqualTo(BigInteger.ONE.shiftLeft(256).add(BigInteger.valueOf(255)));
        assertThat(both).hasSize(64);
        assertThat(EcdsaValue.ofP1363(both, P256).der()).isEqualTo(hex("3007020101020200ff"));
    }

    @Test
    void longNumbersOfP521_useTheLongForm() {
        BigInteger most = P521.getParams().getOrder().subtract(BigInteger.ONE);
        byte[] number = most.toByteArray();
        byte[] der = hex("308188" + "0242" + hex(number) + "0242" + hex(number));
        byte[] both = EcdsaValue.ofDer(der, P521).p1363();
        assertThat(both).hasSize(132);
        assertThat(EcdsaValue.ofP1363(both, P521).der()).isEqualTo(der);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'',nothing",
        "30,no length",
        "3006020101,one number",
        "300602010102010100,a byte behind",
        "300702010102010100,a byte behind the numbers",
        "30060201010201,a length beyond the end",
        "300702020001020101,a number with a needless zero",
        "30810602010102010 1,a length in a needless long form",
        "3080020101020101 0000,a length that is not said",
        "3006020100020101,zero",
        "3006020101020100,zero in the second place",
        "3006020181020101,a negative number",
        "30050200020101,a number without bytes",
        "3106020101020101,another tag",
        "3006030101020101,no integer",
        "3006020101040101,no second integer"
    })
    void whatIsNoDer_isRefused(String digits, String what) {
        byte[] bytes = hex(digits.replace(" ", ""));
        assertThat(EcdsaValue.isDer(bytes, P256)).as(what).isFalse();
        assertThatThrownBy(() -> EcdsaValue.ofDer(bytes, P256)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersBeyondTheCurve_areRefused() {
        byte[] order = P256.getParams().getOrder().toByteArray();
        byte[] der = hex("3026" + "0221" + hex(order) + "020101");
        assertThat(EcdsaValue.isDer(der, P256))
                .as("r is the order of the curve")
                .isFalse();
        assertThat(EcdsaValue.isDer(der, P521)).as("small on a larger curve").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65, 70, 132})
    void bothNumbers_ofAnotherLength_areRefused(int length) {
        assertThatThrownBy(() -> EcdsaValue.ofP1363(new byte[length], P256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 bytes, not " + length);
    }

    private static byte[] signed(String algorithm, KeyPair pair) throws Exception {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        return signature.sign();
    }

    private static ECPublicKey key(String curve) {
        return (ECPublicKey) pair(curve).getPublic();
    }

    private static KeyPair pair(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
