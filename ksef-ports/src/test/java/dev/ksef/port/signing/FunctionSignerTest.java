package dev.ksef.port.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.TestCertificates;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSignerTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final SignatureAlgorithm ECDSA = SignatureAlgorithm.ECDSA_SHA256;

    @ParameterizedTest
    @ValueSource(strings = {"NONEwithECDSA", "NONEwithECDSAinP1363Format"})
    void bothNotations_becomeTheOne(String notation) {
        Signer signer = signer((algorithm, digest) -> signed(notation, TestCertificates.EC, digest));
        for (int i = 0; i < 100; i++) {
            byte[] signature = signer.sign(ECDSA, DATA);
            assertThat(signature).hasSize(64);
            assertThat(ECDSA.verifies(signer.certificate().publicKey(), DATA, signature))
                    .isTrue();
        }
    }

    @Test
    void signatureByAnotherKey_isNotHandedOn() {
        KeyPair another = TestCertificates.pair("secp256r1");
        var signer = signer((algorithm, digest) -> signed("NONEwithECDSA", another, digest));
        assertThatThrownBy(() -> signer.sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("by the key of the certificate 'Zakład'");
        assertThatThrownBy(signer::prove).isInstanceOf(KsefSigningException.class);
    }

    @Test
    void functionThatHashesOnceMore_isNoticed() {
        var signer = signer((algorithm, digest) -> signed("SHA256withECDSA", TestCertificates.EC, digest));
        assertThatThrownBy(() -> signer.sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("the bare hash");
    }

    @Test
    void functionThatMakesSomeAlgorithms_isAskedForNoOther() throws Exception {
        var rsa = java.security.KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var pair = rsa.generateKeyPair();
        var chain = List.of(TestCertificates.of(
                new org.bouncycastle.asn1.x500.X500Name("C=PL,CN=Zakład"),
                new org.bouncycastle.asn1.x500.X500Name("C=PL,CN=Wystawca"),
                0,
                pair.getPublic(),
                java.math.BigInteger.ONE));
        var signer = Signer.of(chain, Set.of(SignatureAlgorithm.RSA_PKCS1_SHA256), (algorithm, digest) -> {
            throw new AssertionError("not to be asked");
        });
        assertThat(signer.algorithms()).containsExactly(SignatureAlgorithm.RSA_PKCS1_SHA256);
        assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("only with [RSA_PKCS1_SHA256]");
        for (Set<SignatureAlgorithm> wrong : List.of(Set.<SignatureAlgorithm>of(), Set.of(ECDSA))) {
            assertThatThrownBy(() -> Signer.of(chain, wrong, (algorithm, digest) -> digest))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RSA_PSS_SHA256");
        }
    }

    @Test
    void failureOfTheFunction_isToldWithoutItsMessage() {
        var signer = signer((algorithm, digest) -> {
            throw new IllegalStateException("PIN 123456 refused");
        });
        assertThatThrownBy(() -> signer.sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause()
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("123456");
    }

    @Test
    @SuppressWarnings("DataFlowIssue")
    void functionThatReturnsNothing_isToldSo() {
        assertThatThrownBy(() -> signer((algorithm, digest) -> null).sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("returned nothing");
        assertThatThrownBy(() -> signer((algorithm, digest) -> new byte[0]).sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class);
    }

    @Test
    void interruptedFunction_leavesTheThreadInterrupted() {
        var signer = signer((algorithm, digest) -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> signer.sign(ECDSA, DATA)).isInstanceOf(KsefSigningException.class);
        assertThat(Thread.interrupted()).as("the flag").isTrue();
    }

    @Test
    void signedByAKey_withoutCertificate_isVerified() {
        DigestSigner device = (algorithm, digest) -> signed("NONEwithECDSA", TestCertificates.EC, digest);
        assertThat(device.signed(ECDSA, TestCertificates.EC.getPublic(), DATA)).hasSize(64);
        assertThatThrownBy(() ->
                        device.signed(ECDSA, TestCertificates.pair("secp256r1").getPublic(), DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("the EC key given");
    }

    @Test
    void algorithmOfAnotherKey_isRefused() {
        assertThatThrownBy(
                        () -> signer((algorithm, digest) -> new byte[64]).sign(SignatureAlgorithm.RSA_PSS_SHA256, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("RSA_PSS_SHA256");
    }

    private static Signer signer(DigestSigner function) {
        return Signer.of(List.of(TestCertificates.of("C=PL,CN=Zakład,O=Zakład,2.5.4.97=VATPL-1111111111")), function);
    }

    private static byte[] signed(String algorithm, KeyPair pair, byte[] data) throws Exception {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(data);
        return signature.sign();
    }
}
