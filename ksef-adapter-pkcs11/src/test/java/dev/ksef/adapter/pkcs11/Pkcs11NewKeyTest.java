package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that are born in a real token and get their certificate there. */
class Pkcs11NewKeyTest {

    private static final CertificateEnrollmentData SUBJECT =
            new CertificateEnrollmentData("Test", "PL", null, null, null, null, "Test", "VATPL-1111111111");

    private SoftHsm.Token hsm;

    @BeforeEach
    void token() {
        hsm = SoftHsm.required().token();
    }

    @ParameterizedTest
    @EnumSource(NewKeyType.class)
    void newKey_appliesForItsCertificate_isFoundAfterARestart_andSignsWithTheRealOne(NewKeyType type) throws Exception {
        try (Pkcs11Token token = open()) {
            NewKey key = token.newKey("świeża pieczątka", type, Pkcs11NewKeyTest::pkcs10);
            assertValid(key.certificationRequest(SUBJECT));
            assertThat(token.aliases()).containsExactly("świeża pieczątka");
        }
        try (Pkcs11Token token = open()) {
            NewKey found = token.findNewKey("świeża pieczątka", Pkcs11NewKeyTest::pkcs10);
            PKCS10CertificationRequest request = assertValid(found.certificationRequest(SUBJECT));
            var publicKey = java.security.KeyFactory.getInstance(type.algorithm())
                    .generatePublic(new java.security.spec.X509EncodedKeySpec(
                            request.getSubjectPublicKeyInfo().getEncoded()));
            var certificate = TestCertificates.of(publicKey);
            assertSigns(found.certified(List.of(certificate, TestCertificates.issuer())));
        }
        try (Pkcs11Token token = open()) {
            Signer signer = token.signer();
            assertThat(signer.certificate().chain())
                    .as("the chain, out of the token")
                    .hasSize(2);
            assertSigns(signer);
            assertThatThrownBy(() -> token.findNewKey("świeża pieczątka", Pkcs11NewKeyTest::pkcs10))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("has a certificate already");
        }
    }

    @Test
    void newKey_cannotLeaveTheToken() throws Exception {
        try (Pkcs11Token token = open()) {
            token.newKey("świeża pieczątka", NewKeyType.EC_P256, Pkcs11NewKeyTest::pkcs10);
            var key = (PrivateKey) hsm.store().getKey(SoftHsm.Token.inStore("świeża pieczątka"), null);
            assertThat(key.getEncoded())
                    .as("the private key, read from the token")
                    .isNull();
            assertThat(key.toString()).contains("token object, sensitive, unextractable");
        }
    }

    @Test
    void newKeyOfANameThatIsTaken_isRefused_andTheOldOneKept() throws Exception {
        try (Pkcs11Token token = open()) {
            token.newKey("świeża pieczątka", NewKeyType.EC_P256, Pkcs11NewKeyTest::pkcs10);
            PublicKey before = publicKeyOf(hsm, "świeża pieczątka");
            assertThatThrownBy(() -> token.newKey("świeża pieczątka", NewKeyType.RSA_2048, Pkcs11NewKeyTest::pkcs10))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("has a key 'świeża pieczątka' already");
            assertThat(publicKeyOf(hsm, "świeża pieczątka")).isEqualTo(before);
        }
    }

    @Test
    void certificateOfAnotherKey_isRefused_andThePlaceholderKept() throws Exception {
        try (Pkcs11Token token = open()) {
            NewKey key = token.newKey("świeża pieczątka", NewKeyType.EC_P256, Pkcs11NewKeyTest::pkcs10);
            var foreign = TestCertificates.of(TestCertificates.ec("secp256r1").getPublic());
            assertThatThrownBy(() -> key.certified(List.of(foreign)))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("belongs to another key than 'świeża pieczątka'");
            assertThat(token.findNewKey("świeża pieczątka", Pkcs11NewKeyTest::pkcs10))
                    .isNotNull();
        }
    }

    @Test
    void writerThatFails_isToldByItsClassAlone() {
        try (Pkcs11Token token = open()) {
            NewKey key = token.newKey("świeża pieczątka", NewKeyType.EC_P256, (subject, publicKey, signer) -> {
                throw new IOException("secret");
            });
            assertThatThrownBy(() -> key.certificationRequest(SUBJECT))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("java.io.IOException")
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }

    static PublicKey publicKeyOf(SoftHsm.Token hsm, String alias) throws GeneralSecurityException, IOException {
        return hsm.store().getCertificate(SoftHsm.Token.inStore(alias)).getPublicKey();
    }

    private Pkcs11Token open() {
        return Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .open();
    }

    private static void assertSigns(Signer signer) {
        for (SignatureAlgorithm algorithm : signer.algorithms()) {
            byte[] data = {4, 5, 6};
            assertThat(algorithm.verifies(signer.certificate().publicKey(), data, signer.sign(algorithm, data)))
                    .as("a signature by " + algorithm)
                    .isTrue();
        }
    }

    private static PKCS10CertificationRequest assertValid(byte[] der) throws Exception {
        var request = new PKCS10CertificationRequest(der);
        assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(request.getSubjectPublicKeyInfo())))
                .as("the signature of the application")
                .isTrue();
        return request;
    }

    private static byte[] pkcs10(CertificateEnrollmentData subject, PublicKey key, DigestSigner signer)
            throws IOException {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + subject.commonName()), key)
                .build(new ContentSigner() {
                    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

                    @Override
                    public AlgorithmIdentifier getAlgorithmIdentifier() {
                        return new DefaultSignatureAlgorithmIdentifierFinder()
                                .find(key instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA");
                    }

                    @Override
                    public OutputStream getOutputStream() {
                        return data;
                    }

                    @Override
                    public byte[] getSignature() {
                        try {
                            byte[] digest = MessageDigest.getInstance("SHA-256").digest(data.toByteArray());
                            byte[] signature = signer.sign(SignatureAlgorithm.forXades(key), digest);
                            return key instanceof ECPublicKey ec
                                    ? EcdsaValue.ofP1363(signature, ec).der()
                                    : signature;
                        } catch (Exception failure) {
                            throw new IllegalStateException(failure);
                        }
                    }
                })
                .getEncoded();
    }
}
