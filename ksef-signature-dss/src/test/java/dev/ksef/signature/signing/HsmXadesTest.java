package dev.ksef.signature.signing;

import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.signature.testing.CertifiedKey;
import dev.ksef.signature.testing.FixedTime;
import dev.ksef.signature.testing.SampleRequest;
import dev.ksef.testkit.signing.SoftHsm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key in an HSM signs, verified by others. */
class HsmXadesTest {

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void signature_isGoodForTheJdkAndForDss(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        byte[] signed = signedInAnHsm(who);
        IndependentVerifiers.jdk(signed, who.certificate());
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, who.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void signature_isGoodForXmlsec1(String kind, @TempDir Path folder) throws Exception {
        IndependentVerifiers.assumeXmlsec1();
        IndependentVerifiers.xmlsec1(signedInAnHsm(CertifiedKey.seal(kind)), folder);
    }

    private static byte[] signedInAnHsm(CertifiedKey who) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("seal", who.keys().getPrivate(), who.certificate());
        var time = new FixedTime(CertifiedKey.NOW);
        try (Pkcs11Token token = Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .time(time)
                .open()) {
            return DssXadesSigner.of(token.signer("seal")).withTime(time).sign(SampleRequest.REQUEST);
        }
    }
}
