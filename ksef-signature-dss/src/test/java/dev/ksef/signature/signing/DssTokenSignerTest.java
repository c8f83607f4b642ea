package dev.ksef.signature.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.signature.testing.CertifiedKey;
import dev.ksef.signature.testing.FixedTime;
import dev.ksef.signature.testing.SampleRequest;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in a token of EU DSS: a real PKCS#12 file. */
class DssTokenSignerTest {

    private static final char[] PASSWORD = "a password".toCharArray();

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void token_signsWithEveryAlgorithmOfItsKey(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        try (var token = token(who)) {
            var signer = DssTokenSigner.of(token, token.getKeys().get(0));
            signer.prove();
            assertThat(signer.algorithms()).hasSize(kind.equals("RSA") ? 4 : 1);
            assertThat(signer.certificate().certificate()).isEqualTo(who.certificate());
            byte[] data = {1, 2, 3};
            for (SignatureAlgorithm algorithm : signer.algorithms()) {
                assertThat(algorithm.verifies(who.certificate().getPublicKey(), data, signer.sign(algorithm, data)))
                        .as("%s verifies, ECDSA as r||s", algorithm)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void token_signsRequests(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        try (var token = token(who)) {
            assertSignsRequests(token, who);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void token_whoseKeyIsAnothers_isNoticed(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        var stranger = new CertifiedKey(
                CertifiedKey.keys(kind + (kind.equals("RSA") ? "-2048" : "-stranger")),
                who.certificate(),
                who.issuers());
        try (var token = token(stranger)) {
            assertThatThrownBy(() -> DssTokenSigner.of(token, token.getKeys().get(0)))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("do not belong together");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256"})
    void token_askedForWhatItsKeyCannot_refuses(String kind) throws Exception {
        try (var token = token(CertifiedKey.seal(kind))) {
            var signer = DssTokenSigner.of(token, token.getKeys().get(0));
            assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, new byte[1]))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("ECDSA_SHA256");
        }
    }

    /** Asserts that requests which the only key of a token signs are good. */
    static void assertSignsRequests(SignatureTokenConnection token, CertifiedKey who) throws Exception {
        byte[] signed = DssXadesSigner.of(
                        DssTokenSigner.of(token, token.getKeys().get(0)))
                .withTime(new FixedTime(CertifiedKey.NOW))
                .sign(SampleRequest.REQUEST);
        IndependentVerifiers.jdk(signed, who.certificate());
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, who.certificate());
    }

    private static Pkcs12SignatureToken token(CertifiedKey who) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("key", who.keys().getPrivate(), PASSWORD, new Certificate[] {who.certificate()});
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        return new Pkcs12SignatureToken(
                new ByteArrayInputStream(bytes.toByteArray()), new PasswordProtection(PASSWORD));
    }
}
