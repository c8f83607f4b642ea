package dev.ksef.model.signature;

import static dev.ksef.model.signature.TestCertificates.AUTHORITY;
import static dev.ksef.model.signature.TestCertificates.EC;
import static dev.ksef.model.signature.TestCertificates.FROM;
import static dev.ksef.model.signature.TestCertificates.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNumericString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignerCertificateTest {

    private static final String PERSON =
            "C=PL,CN=Jan Próbny,SURNAME=Próbny,GIVENNAME=Jan,SERIALNUMBER=PNOPL-80010112345";
    private static final String SEAL = "C=PL,CN=Zakład,O=Zakład,2.5.4.97=VATPL-1111111111";
    private static final String KSEF = "C=PL,O=Ministerstwo Finansów,CN=TEST CCK KSeF";
    private static final SubjectIdentifierType SUBJECT = SubjectIdentifierType.CERTIFICATE_SUBJECT;

    @ParameterizedTest
    @ValueSource(strings = {"CN=TEST CCK KSeF,C=PL", "C=PL,CN=CCK KSeF"})
    void certificatesOfKsef_areToldByTheirUsage(String issuer) {
        var signIn = signer(TestCertificates.of(PERSON, issuer, KeyUsage.digitalSignature));
        assertThat(signIn.kind()).isEqualTo(CertificateKind.KSEF_AUTHENTICATION);
        assertThatCode(() -> signIn.requireMaySignIn(SUBJECT)).doesNotThrowAnyException();
        assertThatThrownBy(signIn::requireMaySignCodes)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("but one of type Authentication");
        var codes = signer(TestCertificates.of(PERSON, issuer, KeyUsage.nonRepudiation));
        assertThat(codes.kind()).isEqualTo(CertificateKind.KSEF_OFFLINE);
        assertThatCode(codes::requireMaySignCodes).doesNotThrowAnyException();
        for (SubjectIdentifierType by : SubjectIdentifierType.values()) {
            assertThatThrownBy(() -> codes.requireMaySignIn(by))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("type Offline");
        }
    }

    @Test
    void qualifiedCertificate_withNonRepudiationAlone_isFreeToSignIn() {
        var person = signer(TestCertificates.of(PERSON, "C=PL,CN=Certum QCA", KeyUsage.nonRepudiation));
        assertThat(person.kind()).isEqualTo(CertificateKind.PERSON);
        assertThatCode(() -> person.requireMaySignIn(SUBJECT)).doesNotThrowAnyException();
        assertThatThrownBy(person::requireMaySignCodes)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("no KSeF certificate of type Offline");
    }

    @Test
    void kinds_areToldByTheSubject() {
        assertThat(signer(TestCertificates.of(SEAL)).kind()).isEqualTo(CertificateKind.SEAL);
        assertThat(signer(TestCertificates.of("CN=serwer")).kind()).isEqualTo(CertificateKind.OTHER);
        assertThat(signer(TestCertificates.of(PERSON, KSEF, KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                        .kind())
                .as("KSeF gives exactly one usage")
                .isEqualTo(CertificateKind.PERSON);
    }

    @Test
    void subjectWithoutWhatKsefReads_isToldAllThatIsMissing() {
        var empty = signer(TestCertificates.of("CN=Jan"));
        assertThatThrownBy(() -> empty.requireMaySignIn(SUBJECT))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("countryName", "givenName", "serialNumber", "surname", "neither a NIP")
                .hasMessageNotContaining("must have commonName");
        assertThatCode(() -> empty.requireMaySignIn(SubjectIdentifierType.CERTIFICATE_FINGERPRINT))
                .as("by its fingerprint anything may sign in")
                .doesNotThrowAnyException();
        assertThat(signer(TestCertificates.of(SEAL + ",GIVENNAME=Jan")).subjectProblems())
                .as("a name makes it no seal, and half a name no person")
                .hasSize(2);
        assertThat(signer(TestCertificates.of(PERSON + ",O=Firma,2.5.4.97=VATPL-1111111111"))
                        .subjectProblems())
                .as("qualified certificates of persons may name their organization")
                .isEmpty();
        assertThat(signer(TestCertificates.of("2.5.4.97=VATDE-1")).subjectProblems())
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "PNOPL-80010112345,80010112345,",
        "PESEL: 80010112345,80010112345,",
        "TINPL-1111111111,,1111111111",
        "NIP 1111111111,,1111111111",
        "PNODE-80010112345,,",
        "PNOPL-123,,"
    })
    void identifiers_areReadAsKsefReadsThem(String serialNumber, String pesel, String nip) {
        var certificate = signer(TestCertificates.of("SERIALNUMBER=" + serialNumber));
        assertThat(certificate.pesel().orElse(null)).isEqualTo(pesel);
        assertThat(certificate.nip().orElse(null)).isEqualTo(nip);
    }

    @ParameterizedTest
    @CsvSource({
        "014081C9A2B3C4D5,014081C9A2B3C4D5",
        "1,0000000000000001",
        "80010203040506070809,80010203040506070809",
        "01F20A5D352AE590,01F20A5D352AE590"
    })
    void serialNumber_keepsItsLeadingZeros(String hex, String told) {
        var certificate =
                TestCertificates.of(new X500Name(SEAL), new X500Name(KSEF), 0, EC.getPublic(), new BigInteger(hex, 16));
        assertThat(signer(certificate).serialNumber()).hasToString(told);
    }

    @Test
    void fingerprint_isSha256InCapitals() {
        assertThat(signer(TestCertificates.of(SEAL)).fingerprint()).matches("[0-9A-F]{64}");
    }

    @Test
    void validity_toleratesTwoHours() {
        var certificate = signer(TestCertificates.of(SEAL));
        for (var moment : List.of(FROM.minus(Duration.ofHours(2)), FROM, TO)) {
            assertThatCode(() -> certificate.requireValid(moment)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() ->
                        certificate.requireValid(FROM.minus(Duration.ofHours(2)).minusMillis(1)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("valid from 2026-01-01");
        assertThatThrownBy(() -> certificate.requireValid(TO.plusMillis(1)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("expired at 2027-01-01");
    }

    @Test
    void oddSubjects_areRead() {
        var odd = signer(
                TestCertificates.of(
                        "C=PL,O=Zakład\\, \"Łódź\" \\+ Syn\\=1,CN=Żółć Gęślą\\, Sp. z o.o.+2.5.4.97=VATPL-1111111111,1.2.3.4.5=x"));
        assertThat(odd.summary()).contains("'Żółć Gęślą, Sp. z o.o.'");
        assertThat(odd.nip()).contains("1111111111");
        assertThat(odd.subjectProblems()).isEmpty();
        var numeric = new X500NameBuilder()
                .addRDN(BCStyle.CN, "Jan")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-1111111111")
                .addRDN(new ASN1ObjectIdentifier("2.5.4.5"), new DERNumericString("1234567890"))
                .build();
        assertThat(signer(TestCertificates.of(numeric, new X500Name(KSEF), 0, EC.getPublic(), BigInteger.TWO))
                        .nip())
                .contains("1111111111");
        assertThat(signer(TestCertificates.of("O=Zakład")).summary()).contains("without common name");
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.97=PSDPL-KNF-1+2.5.4.97=VATPL-1111111111",
        "'2.5.4.97=PSDPL-KNF-1,2.5.4.97=VATPL-1111111111'",
        "'2.5.4.97=VATDE-1,2.5.4.97=VATPL-1111111111'"
    })
    void nipInAnyOfSeveralIdentifiers_isRead(String identifiers) {
        var seal = signer(TestCertificates.of("C=PL,CN=Zakład,O=Zakład," + identifiers));
        assertThat(seal.kind()).isEqualTo(CertificateKind.SEAL);
        assertThat(seal.nip()).contains("1111111111");
        assertThat(seal.subjectProblems()).isEmpty();
    }

    @Test
    void identifierInAnyOfSeveralSerialNumbers_isRead() {
        var person = signer(TestCertificates.of("CN=Jan,SERIALNUMBER=1234,SERIALNUMBER=PNOPL-80010112345"));
        assertThat(person.pesel()).contains("80010112345");
    }

    @Test
    void subjectInEachTypeOfString_isReadAsItsText() throws Exception {
        for (ASN1Encodable name : List.of(
                new DERUTF8String("Żółć Łódź"),
                new DERBMPString("Żółć Łódź"),
                new DERUniversalString("Żółć Łódź".getBytes("UTF-32BE")))) {
            assertThat(signer(named(name, new DERBMPString("VATPL-1111111111"))).summary())
                    .as(name.getClass().getSimpleName())
                    .contains("'Żółć Łódź'");
        }
        for (ASN1Encodable name :
                List.of(new DERT61String("Spółka ó".replace("ł", "l")), new DERGeneralString("Spólka ó"))) {
            assertThat(signer(named(name, new DERBMPString("VATPL-1111111111"))).summary())
                    .as(name.getClass().getSimpleName())
                    .contains("'Spólka ó'");
        }
        for (ASN1Encodable identifier : List.of(
                new DERBMPString("VATPL-1111111111"),
                new DERUniversalString("VATPL-1111111111".getBytes("UTF-32BE")),
                new DERT61String("VATPL-1111111111"),
                new DERIA5String("VATPL-1111111111"))) {
            assertThat(signer(named(new DERUTF8String("Zakład"), identifier)).nip())
                    .as(identifier.getClass().getSimpleName())
                    .contains("1111111111");
        }
        assertThat(signer(named(new DERBitString(new byte[3]), new DERUTF8String("VATPL-1111111111")))
                        .summary())
                .as("a name that is no text")
                .contains("without common name");
    }

    private static X509Certificate named(ASN1Encodable commonName, ASN1Encodable identifier) {
        var name = new X500NameBuilder()
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, identifier)
                .build();
        return TestCertificates.of(name, new X500Name(KSEF), 0, EC.getPublic(), BigInteger.TWO);
    }

    @Test
    void namesOfSubjects_neitherBreakNorFillALog() {
        var name = new X500NameBuilder()
                .addRDN(BCStyle.CN, new DERUTF8String("Jan\r\nERROR " + "x".repeat(10_000)))
                .build();
        var certificate = signer(TestCertificates.of(name, new X500Name(KSEF), 0, EC.getPublic(), BigInteger.TWO));
        assertThat(certificate.summary())
                .contains("'Jan  ERROR xxx")
                .hasSizeLessThan(200)
                .doesNotContain("\n", "\r");
    }

    @Test
    void chain_isPutInOrder_andStrangersAreLeftOut() {
        var root =
                TestCertificates.of(new X500Name(KSEF), new X500Name(KSEF), 0, AUTHORITY.getPublic(), BigInteger.TEN);
        var own = TestCertificates.of(SEAL, KSEF, KeyUsage.digitalSignature);
        var stranger = TestCertificates.of("CN=Obcy");
        var sameName = TestCertificates.of(
                new X500Name(KSEF), new X500Name(KSEF), 0, EC.getPublic(), BigInteger.TEN, EC.getPrivate());
        assertThat(SignerCertificate.of(List.of(own, stranger, sameName, root)).chain())
                .containsExactly(own, root);
        assertThatThrownBy(() -> SignerCertificate.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysKsefDoesNotTake_areRefused() throws Exception {
        var weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        refused(weak.generateKeyPair().getPublic(), "an RSA key of 1024 bits");
        refused(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic(), "EdDSA");
        refused(KeyPairGenerator.getInstance("DSA").generateKeyPair().getPublic(), "DSA");
        var koblitz = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        koblitz.initialize(new java.security.spec.ECGenParameterSpec("secp256k1"));
        refused(koblitz.generateKeyPair().getPublic(), "EC");
        for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            assertThatCode(() -> signer(of(TestCertificates.pair(curve).getPublic())))
                    .as(curve)
                    .doesNotThrowAnyException();
        }
    }

    private static void refused(PublicKey key, String what) {
        assertThatThrownBy(() -> signer(of(key)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining(what);
    }

    private static X509Certificate of(PublicKey key) {
        return TestCertificates.of(new X500Name(SEAL), new X500Name(KSEF), 0, key, BigInteger.ONE);
    }

    private static SignerCertificate signer(X509Certificate certificate) {
        return SignerCertificate.of(List.of(certificate));
    }
}
