package dev.ksef.signature.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.signature.testing.CertifiedKey;
import dev.ksef.testkit.signing.SoftHsm;
import eu.europa.esig.dss.token.PasswordInputCallback;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import eu.europa.esig.dss.token.PrefilledPasswordCallback;
import java.security.KeyStore.PasswordProtection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in a real PKCS#11 token, which DSS has opened. */
class DssPkcs11TokenTest {

    @ParameterizedTest
    @CsvSource({"RSA,3", "P-256,1"})
    void signer_claimsWhatItsTokenCanSign_andNothingElse(String kind, int algorithms) {
        CertifiedKey who = CertifiedKey.seal(kind);
        try (Pkcs11SignatureToken token = token(who)) {
            var signer = DssTokenSigner.of(token, token.getKeys().get(0));
            assertThat(signer.algorithms())
                    .hasSize(algorithms)
                    .doesNotContain(SignatureAlgorithm.RSA_PSS_SHA256)
                    .allSatisfy(algorithm -> assertThat(algorithm.verifies(
                                    who.certificate().getPublicKey(), new byte[3], signer.sign(algorithm, new byte[3])))
                            .as("%s verifies", algorithm)
                            .isTrue());
            assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, new byte[3]))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("cannot sign with RSA_PSS_SHA256, only with");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void token_signsRequests(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        try (Pkcs11SignatureToken token = token(who)) {
            DssTokenSignerTest.assertSignsRequests(token, who);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void tokenThatIsClosed_isToldWithWhatItSays(String kind) {
        Pkcs11SignatureToken token = token(CertifiedKey.seal(kind));
        var key = token.getKeys().get(0);
        token.close();
        assertThatThrownBy(() -> DssTokenSigner.of(token, key))
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause()
                .hasMessageContaining("caused by java.security.InvalidKeyException: ")
                .hasMessageContaining("open it again");
    }

    private static Pkcs11SignatureToken token(CertifiedKey who) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("pieczątka", who.keys().getPrivate(), who.certificate());
        PasswordInputCallback pin =
                new PrefilledPasswordCallback(new PasswordProtection(hsm.pin().toCharArray()));
        return new Pkcs11SignatureToken(hsm.library().toString(), pin, (int) hsm.slot());
    }
}
