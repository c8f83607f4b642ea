package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;
import java.security.Security;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that has put Bouncy Castle before the providers of the JDK. */
@Isolated
class OtherProvidersFirstTest {

    private SoftHsm.Token hsm;

    @BeforeEach
    void bouncyCastleFirst() {
        hsm = SoftHsm.required().token();
        Security.removeProvider("BC");
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
    }

    @AfterEach
    void jdkFirst() {
        Security.removeProvider("BC");
    }

    @ParameterizedTest
    @EnumSource(NewKeyType.class)
    void newKey_signs_orTheHostIsToldWhatToChange(NewKeyType type) {
        try (Pkcs11Token token = Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .open()) {
            Throwable refused =
                    catchThrowable(() -> token.newKey("pieczątka", type, OtherProvidersFirstTest::unwritten));
            if (refused != null) {
                assertThat(type).as("all JDKs make RSA keys").isEqualTo(NewKeyType.EC_P256);
                assertThat(refused)
                        .isInstanceOf(KsefSigningException.class)
                        .hasMessageContaining("asks the provider BC")
                        .hasMessageContaining("jdk.security.provider.preferred");
                assertThat(token.aliases()).isEmpty();
                return;
            }
            NewKey key = token.findNewKey("pieczątka", OtherProvidersFirstTest::unwritten);
            key.certified(List.of(
                    TestCertificates.of(((Pkcs11NewKey) key).key().certificate().publicKey())));
            Signer signer = token.signer("pieczątka");
            assertThat(signer.algorithms())
                    .isNotEmpty()
                    .allSatisfy(algorithm -> assertThat(algorithm.verifies(
                                    signer.certificate().publicKey(), new byte[3], signer.sign(algorithm, new byte[3])))
                            .isTrue());
        }
    }

    private static byte[] unwritten(Object subject, Object key, Object signer) {
        return new byte[0];
    }
}
