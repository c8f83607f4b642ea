package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.Signer;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificationRequestsTest {

    private static final CertificateEnrollmentData PERSON =
            new CertificateEnrollmentData("Róża Żółć", "PL", "Róża", "Żółć", "TINPL-1111111111", "d9e4-77", null, null);
    private static final CertificateEnrollmentData SEAL = new CertificateEnrollmentData(
            "Zakład, \"Łódź\" + Syn", "PL", null, null, null, null, "Zakład", "VATPL-1111111111");

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "secp256r1"})
    void request_isSignedByTheKey_whereverItLives(String kind) throws Exception {
        var key = TestKey.of(kind);
        PublicKey publicKey = key.pair().getPublic();
        for (byte[] der : List.of(
                CertificationRequests.of(PERSON, publicKey, key.device()),
                CertificationRequests.of(PERSON, Signer.of(key.chain(), key.device())),
                CertificationRequests.of(PERSON, LocalSigner.of(key.pair().getPrivate(), key.chain())))) {
            var request = new PKCS10CertificationRequest(der);
            assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey)))
                    .as("signature with a %s key", kind)
                    .isTrue();
            assertThat(request.getSubjectPublicKeyInfo().getEncoded()).isEqualTo(publicKey.getEncoded());
            assertThat(request.getSignatureAlgorithm().getAlgorithm().getId())
                    .isEqualTo(kind.equals("RSA") ? "1.2.840.113549.1.1.11" : "1.2.840.10045.4.3.2");
            assertThat(request.getAttributes())
                    .as("attributes: nothing was asked for")
                    .isEmpty();
        }
    }

    @Test
    void subject_isWhatKsefReturned_inUtf8_andAlwaysInTheSameOrder() throws Exception {
        var key = TestKey.of("secp256r1");
        assertThat(attributes(CertificationRequests.of(PERSON, key.pair().getPublic(), key.device())))
                .containsExactly(
                        "2.5.4.3=Róża Żółć",
                        "2.5.4.4=Żółć",
                        "2.5.4.42=Róża",
                        "2.5.4.5=TINPL-1111111111",
                        "2.5.4.45=d9e4-77",
                        "2.5.4.6=PL");
        assertThat(attributes(CertificationRequests.of(SEAL, key.pair().getPublic(), key.device())))
                .containsExactly(
                        "2.5.4.3=Zakład, \"Łódź\" + Syn", "2.5.4.10=Zakład", "2.5.4.97=VATPL-1111111111", "2.5.4.6=PL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA3072", "secp384r1", "secp521r1"})
    void keyThatKsefDoesNotCertify_isRefused(String kind) {
        var key = TestKey.of(kind);
        assertThatThrownBy(() -> CertificationRequests.of(PERSON, key.pair().getPublic(), key.device()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void deviceThatSignsWithAnotherKey_isNoticed() {
        var key = TestKey.of("secp256r1");
        assertThatThrownBy(() -> CertificationRequests.of(
                        PERSON,
                        key.pair().getPublic(),
                        TestKey.another("secp256r1").device()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("no ECDSA_SHA256 signature");
    }

    private static List<String> attributes(byte[] request) throws Exception {
        return Arrays.stream(
                        new PKCS10CertificationRequest(request).getSubject().getRDNs())
                .map(CertificationRequestsTest::told)
                .toList();
    }

    private static String told(RDN attribute) {
        String oid = attribute.getFirst().getType().getId();
        ASN1Encodable value = attribute.getFirst().getValue();
        assertThat(value)
                .as("form of %s", oid)
                .isInstanceOf(oid.equals("2.5.4.6") ? DERPrintableString.class : DERUTF8String.class);
        return oid + "=" + value;
    }
}
