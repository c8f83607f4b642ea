package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.CertificateKind;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.port.signing.Signer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedTest {

    private static final Nip NIP = Nip.of("1111111111");

    @Test
    void certificates_mayAllSignInByTheirSubject() throws Exception {
        for (LocalSigner signer : List.of(
                SelfSigned.person("Róża", "Żółć", "80010112345").signer(),
                SelfSigned.person("Róża", "Żółć", NIP).rsa().signer(),
                SelfSigned.seal("Zakład \"Łódź\", Syn + S-ka", NIP).signer())) {
            var certificate = signer.certificate();
            assertThatCode(() -> certificate.requireMaySignIn(SubjectIdentifierType.CERTIFICATE_SUBJECT))
                    .as("signing in with %s", certificate)
                    .doesNotThrowAnyException();
            certificate.certificate().verify(certificate.publicKey());
        }
    }

    @Test
    void identifiers_areReadWhereKsefReadsThem() {
        var person = SelfSigned.person("Jan", "Próbny", "80010112345").signer().certificate();
        assertThat(person.kind()).isEqualTo(CertificateKind.PERSON);
        assertThat(person.pesel()).contains("80010112345");
        assertThat(person.nip()).isEmpty();
        assertThat(SelfSigned.person("Jan", "Próbny", NIP)
                        .signer()
                        .certificate()
                        .nip())
                .contains("1111111111");
        var seal = SelfSigned.seal("Zakład", NIP).signer().certificate();
        assertThat(seal.kind()).isEqualTo(CertificateKind.SEAL);
        assertThat(seal.nip()).contains("1111111111");
    }

    @Test
    void pesel_ofAnotherForm_isRefused() {
        assertThatThrownBy(() -> SelfSigned.person("Jan", "Próbny", "1111111111"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eleven digits")
                .hasMessageNotContaining("1111111111");
    }

    @Test
    void validity_isAsAsked() {
        var over = SelfSigned.seal("Zakład", NIP)
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"));
        assertThatThrownBy(over::signer)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("expired at 2021-01-01");
    }

    @Test
    void keyBehindAFunction_getsAPlaceholder() {
        for (String kind : List.of("RSA", "secp256r1", "secp384r1")) {
            var key = TestKey.of(kind);
            var certificate =
                    SelfSigned.seal("Zakład", NIP).certificate(key.pair().getPublic(), key.device());
            assertThatCode(Signer.of(List.of(certificate), key.device())::prove)
                    .as("a placeholder for %s", kind)
                    .doesNotThrowAnyException();
        }
    }
}
