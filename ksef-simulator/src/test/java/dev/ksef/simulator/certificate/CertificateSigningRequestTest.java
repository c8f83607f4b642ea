package dev.ksef.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.wire.BadRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSigningRequestTest {

    private static final String NAME = "RÓŻA sp. z o.o.";
    private static final EnrollmentData DATA = EnrollmentData.company(NAME, "5265877635");
    private static final KeyPair EC = ClientKeys.p256();
    private static final KeyPair RSA = ClientKeys.rsa(2048);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA1withRSA",
                "SHA256withRSA",
                "SHA384withRSA",
                "SHA512withRSA",
                "SHA1withRSAandMGF1",
                "SHA256withRSAandMGF1",
                "SHA384withRSAandMGF1",
                "SHA512withRSAandMGF1"
            })
    void request_forRsaOf2048Bits_isTakenWithEveryDocumentedSignature(String algorithm) {
        assertThat(CertificateSigningRequest.judge(request().signed(RSA, algorithm), DATA))
                .as("the key to certify")
                .isEqualTo(RSA.getPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA"})
    void request_forP256_isTakenWithEveryDocumentedSignature(String algorithm) {
        assertThat(CertificateSigningRequest.judge(request().signed(EC, algorithm), DATA))
                .as("the key to certify")
                .isEqualTo(EC.getPublic());
    }

    @ParameterizedTest
    @CsvSource({"RSA,4096,SHA256withRSA", "RSA,3072,SHA256withRSA", "RSA,1024,SHA256withRSA"})
    void request_forRsaOfAnotherLength_isRefused(String family, int bits, String algorithm) {
        byte[] request = request().signed(ClientKeys.sized(family, bits), algorithm);

        assertThat(code(request)).as("2048 bits exactly").isEqualTo(25010);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void request_forAnotherCurve_isRefused(String curve) {
        assertThat(code(request().signed(ClientKeys.curve(curve))))
                .as("P-256 only")
                .isEqualTo(25010);
    }

    @Test
    void request_forKeyOfAnotherFamily_isRefused() {
        byte[] request = request().signed(ClientKeys.sized("Ed25519", 255), "Ed25519");

        assertThat(code(request)).as("RSA and EC only").isEqualTo(25010);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA224withRSA", "SHA224withRSAandMGF1", "SHA3-256withRSA", "MD5withRSA"})
    void request_signedWithAnotherHash_isRefused(String algorithm) {
        assertThat(code(request().signed(RSA, algorithm)))
                .as("not among the documented algorithms")
                .isEqualTo(25011);
    }

    @Test
    void request_whoseSignatureIsOfAnotherFamilyThanItsKey_isRefused() {
        assertThat(code(request().signed(EC, RSA, "SHA256withRSA")))
                .as("an EC key makes no RSA signature")
                .isEqualTo(25011);
    }

    @Test
    void request_signedByAnotherKey_isRefused() {
        assertThat(code(request().signed(EC, ClientKeys.p256(), "SHA256withECDSA")))
                .as("no proof of having the key")
                .isEqualTo(25004);
    }

    @Test
    void request_changedAfterwards_isRefused() {
        byte[] request = request().signed(EC);
        int name = new String(request, StandardCharsets.ISO_8859_1).indexOf("sp. z o.o.");
        request[name] = 'S';

        assertThat(code(request)).as("the signature no longer fits").isEqualTo(25004);
    }

    @Test
    void request_thatIsNoRequest_isRefused() {
        byte[] good = request().signed(EC);
        byte[] pem = ("-----BEGIN CERTIFICATE REQUEST-----\n"
                        + Base64.getMimeEncoder().encodeToString(good))
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(code(new byte[0])).as("nothing").isEqualTo(25004);
        assertThat(code(new byte[] {0x30, 0})).as("an empty sequence").isEqualTo(25004);
        assertThat(code(new byte[] {5, 0})).as("no sequence").isEqualTo(25004);
        assertThat(code(Arrays.copyOf(good, good.length - 1))).as("cut off").isEqualTo(25004);
        assertThat(code(Arrays.copyOf(good, good.length + 1)))
                .as("something behind")
                .isEqualTo(25004);
        assertThat(code(pem)).as("PEM is not DER").isEqualTo(25004);
        assertThat(code(EC.getPublic().getEncoded())).as("another structure").isEqualTo(25004);
    }

    @Test
    void request_broken_anywhere_isRefusedWithACode() {
        byte[] good = request().signed(EC);

        for (int i = 0; i < good.length; i++) {
            byte[] broken = good.clone();
            broken[i] ^= 0x15;
            assertThat(code(broken)).as("byte %d", i).isBetween(25003, 25011);
        }
    }

    @Test
    void subject_ofAnotherName_isRefused() {
        TestSigningRequest other = TestSigningRequest.of(
                EnrollmentData.company("Inna sp. z o.o.", "5265877635").json());

        assertThat(code(other.signed(EC))).as("another company").isEqualTo(25003);
    }

    @Test
    void subject_withAnAttributeMore_isRefused() {
        assertThat(code(request().with(BCStyle.L, "Warszawa").signed(EC)))
                .as("all attributes are given")
                .isEqualTo(25003);
        assertThat(code(request().with(BCStyle.CN, NAME).signed(EC)))
                .as("one of them twice")
                .isEqualTo(25003);
    }

    @Test
    void subject_withAnAttributeLess_isRefused() {
        TestSigningRequest less =
                TestSigningRequest.empty().with(BCStyle.CN, NAME).with(BCStyle.C, "PL");

        assertThat(code(less.signed(EC))).as("none may be missing").isEqualTo(25003);
        assertThat(code(TestSigningRequest.empty().signed(EC)))
                .as("nothing at all")
                .isEqualTo(25003);
    }

    @Test
    void polishLetters_inTeletex_areRefused() {
        byte[] latin2 = "RÓŻA sp. z o.o.".getBytes(Charset.forName("ISO-8859-2"));
        ASN1Encodable teletex = new DERT61String(new String(latin2, StandardCharsets.ISO_8859_1));

        assertThat(code(named(teletex).signed(EC))).as("eight bits").isEqualTo(25004);
    }

    @Test
    void polishLetters_inSixteenBits_areRefused() {
        assertThat(code(named(new DERBMPString(NAME)).signed(EC)))
                .as("UTF-8 only")
                .isEqualTo(25004);
    }

    @Test
    void attribute_thatIsNoText_isRefused() {
        assertThat(code(named(new ASN1Integer(1)).signed(EC))).as("a number").isEqualTo(25004);
    }

    @Test
    void asciiLetters_inOtherTypesOfText_areTaken() {
        TestSigningRequest request = TestSigningRequest.empty()
                .with(BCStyle.C, new DERPrintableString("PL"))
                .with(BCStyle.O, NAME)
                .with(BCStyle.CN, NAME)
                .with(BCStyle.ORGANIZATION_IDENTIFIER, new DERT61String("VATPL-5265877635"));

        assertThat(CertificateSigningRequest.judge(request.signed(EC), DATA))
                .as("the same in every type")
                .isEqualTo(EC.getPublic());
    }

    private static TestSigningRequest request() {
        return TestSigningRequest.of(DATA.json());
    }

    private static TestSigningRequest named(ASN1Encodable commonName) {
        return TestSigningRequest.empty()
                .with(BCStyle.C, "PL")
                .with(BCStyle.O, NAME)
                .with(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-5265877635")
                .with(BCStyle.CN, commonName);
    }

    private static int code(byte[] request) {
        return catchThrowableOfType(BadRequest.class, () -> CertificateSigningRequest.judge(request, DATA))
                .code();
    }
}
