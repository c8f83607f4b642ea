package dev.ksef.signature;

import dev.ksef.adapter.pkcs11.Pkcs11Token;
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
        Certified who = Certified.seal(kind);
        byte[] signed = signedInAnHsm(who);
        Verifiers.jdk(signed, who.certificate());
        Verifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, who.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void signature_isGoodForXmlsec1(String kind, @TempDir Path folder) throws Exception {
        Verifiers.assumeXmlsec1();
        Verifiers.xmlsec1(signedInAnHsm(Certified.seal(kind)), folder);
    }

    private static byte[] signedInAnHsm(Certified who) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("seal", who.keys().getPrivate(), who.certificate());
        var time = new FixedTime(Certified.NOW);
        try (Pkcs11Token token = Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .time(time)
                .open()) {
            return DssXadesSigner.of(token.signer("seal")).withTime(time).sign(DssXadesSignerTest.REQUEST);
        }
    }
}
