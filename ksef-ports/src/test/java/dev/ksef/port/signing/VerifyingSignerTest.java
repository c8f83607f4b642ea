package dev.ksef.port.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.model.signature.TestCertificates;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A signer on a device that hashes by itself. */
class VerifyingSignerTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final SignatureAlgorithm ECDSA = SignatureAlgorithm.ECDSA_SHA256;

    @Test
    void signatureInDer_becomesP1363() {
        var signer = new DeviceSigner(TestCertificates.EC);
        byte[] signature = signer.sign(ECDSA, DATA);
        assertThat(signature).hasSize(64);
        assertThat(ECDSA.verifies(TestCertificates.EC.getPublic(), DATA, signature))
                .isTrue();
    }

    @Test
    void signatureByAnotherKey_isRefusedWithTheNameOfTheDevice() {
        var signer = new DeviceSigner(TestCertificates.pair("secp256r1"));
        assertThatThrownBy(() -> signer.sign(ECDSA, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("the card of a test", "ECDSA_SHA256", "'Zakład'", "change the card");
    }

    @Test
    void algorithmOfAnotherKey_isRefusedBeforeTheDeviceIsAsked() {
        var signer = new DeviceSigner(TestCertificates.EC);
        assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("cannot sign with RSA_PSS_SHA256");
        assertThat(signer.calls).isZero();
    }

    @Test
    void signature_isACopy() {
        var signer = new DeviceSigner(TestCertificates.EC);
        signer.notation = "SHA256withECDSAinP1363Format";
        byte[] signature = signer.sign(ECDSA, DATA);
        assertThat(signature)
                .as("a device may use its array again")
                .isEqualTo(signer.returned)
                .isNotSameAs(signer.returned);
    }

    private static final class DeviceSigner extends VerifyingSigner {

        private final KeyPair keys;
        private String notation = "SHA256withECDSA";
        private byte[] returned = new byte[0];
        private int calls;

        DeviceSigner(KeyPair keys) {
            super(SignerCertificate.of(List.of(TestCertificates.of("CN=Zakład"))), Set.of(ECDSA));
            this.keys = keys;
        }

        @Override
        protected byte[] signOnDevice(SignatureAlgorithm algorithm, byte[] data) {
            calls++;
            try {
                Signature signature = Signature.getInstance(notation);
                signature.initSign(keys.getPrivate());
                signature.update(data);
                returned = signature.sign();
                return returned;
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        protected String device() {
            return "the card of a test";
        }

        @Override
        protected String mismatchAdvice() {
            return "change the card";
        }
    }
}
