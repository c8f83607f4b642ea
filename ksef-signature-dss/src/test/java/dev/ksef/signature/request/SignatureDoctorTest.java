package dev.ksef.signature.request;

import static dev.ksef.signature.testing.SampleRequest.REQUEST;
import static dev.ksef.signature.testing.SampleRequest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.signature.internal.OfflineVerifier;
import dev.ksef.signature.internal.UntrustedXml;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.signature.testing.CertifiedKey;
import dev.ksef.signature.testing.FixedTime;
import dev.ksef.signature.testing.JdkXadesBuilder;
import dev.ksef.signature.testing.KeyHolder;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that were really signed, and then really spoiled. */
public class SignatureDoctorTest {

    private static final CertifiedKey WHO = CertifiedKey.seal("P-256");
    private static final CertifiedKey RSA = CertifiedKey.seal("RSA");
    private static final Pattern VALUE = Pattern.compile("(<ds:SignatureValue[^>]*>)([^<]*)(</ds:SignatureValue>)");

    private final SignatureDoctor doctor = doctor();

    public static SignatureDoctor doctor() {
        return SignatureDoctor.of(KsefEnvironment.PRODUCTION, new FixedTime(CertifiedKey.NOW));
    }

    private static String signed() {
        return signed(WHO, REQUEST);
    }

    /** By whomever, without the look at the certificate that would refuse it. */
    private static String signed(CertifiedKey who, AuthTokenRequest request) {
        return signed(who, text(request.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256);
    }

    private static String signed(
            CertifiedKey who, String xml, SignaturePackaging packaging, boolean embedded, DigestAlgorithm digest) {
        boolean rsa = who.keys().getPrivate().getAlgorithm().equals("RSA");
        var algorithm =
                SignatureAlgorithm.getAlgorithm(rsa ? EncryptionAlgorithm.RSA : EncryptionAlgorithm.ECDSA, digest);
        var parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setSignaturePackaging(packaging);
        parameters.setEmbedXML(embedded && packaging == SignaturePackaging.ENVELOPING);
        parameters.setDigestAlgorithm(digest);
        parameters.setSigningCertificate(new CertificateToken(who.certificate()));
        parameters.setEncryptionAlgorithm(algorithm.getEncryptionAlgorithm());
        parameters.bLevel().setSigningDate(Date.from(CertifiedKey.NOW));
        var service = new XAdESService(OfflineVerifier.create());
        var document = new InMemoryDocument(xml.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] data = service.getDataToSign(document, parameters).getBytes();
            Signature signature = Signature.getInstance(algorithm.getJCEId());
            signature.initSign(who.keys().getPrivate());
            signature.update(data);
            var out = new ByteArrayOutputStream();
            service.signDocument(document, parameters, new SignatureValue(algorithm, signature.sign()))
                    .writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JdkXadesBuilder byHand(String xml) throws Exception {
        return JdkXadesBuilder.of(xml, new KeyHolder(RSA.keys(), RSA.certificate()));
    }

    private List<SignatureFinding> check(String signed) {
        return doctor.check(signed.getBytes(StandardCharsets.UTF_8), REQUEST);
    }

    private void onlyCause(Cause cause, String signed) {
        assertThat(check(signed))
                .as("this and nothing that follows from it")
                .extracting(SignatureFinding::cause)
                .containsExactly(cause);
        quotesNothing(signed);
    }

    private void quotesNothing(String signed) {
        Matcher value = VALUE.matcher(signed);
        String secret = value.find() ? value.group(2).substring(0, 20) : "no value to quote";
        assertThat(check(signed).toString()).doesNotContain(secret);
    }

    private static List<Cause> causes(List<SignatureFinding> findings) {
        return findings.stream().map(SignatureFinding::cause).toList();
    }

    // What is good.

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void document_ofOurOwnSigner_isGood(String kind) {
        byte[] signed = DssXadesSigner.of(CertifiedKey.seal(kind).signer())
                .withTime(new FixedTime(CertifiedKey.NOW))
                .sign(REQUEST);
        assertThat(doctor.check(signed, REQUEST)).isEmpty();
        assertThat(doctor.diagnose(signed)).isEmpty();
    }

    @Test
    void document_asOthersSign_isGood() throws Exception {
        assertThat(check(signed())).as("DSS with a filter").isEmpty();
        assertThat(check(byHand(text(REQUEST.xml())).xml())).as("the JDK").isEmpty();
        assertThat(check(byHand(text(REQUEST.xml()))
                        .coveringWhere("not(ancestor-or-self::*[local-name()='Signature'])")
                        .xml()))
                .as("a filter by name that is not KSeF's")
                .extracting(SignatureFinding::cause)
                .containsExactly(Cause.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void document_enveloped_byItsSignature_isGood(boolean embedded) {
        assertThat(check(signed(
                        WHO, text(REQUEST.xml()), SignaturePackaging.ENVELOPING, embedded, DigestAlgorithm.SHA256)))
                .isEmpty();
    }

    @Test
    void document_whoseEnvelopedBase64IsAnotherRequest_isNotGood() {
        String other = text(REQUEST.xml()).replace("5265877635", "1111111111");
        onlyCause(
                Cause.OTHER_REQUEST, signed(WHO, other, SignaturePackaging.ENVELOPING, false, DigestAlgorithm.SHA256));
    }

    @Test
    void document_whoseEnvelopedBase64StandsInACommentOfAnotherRequest_isNotGood() {
        String inner = unpadded(text(REQUEST.xml()).replaceFirst("<\\?xml[^>]*>\\s*", ""));
        String good = signed(WHO, inner, SignaturePackaging.ENVELOPING, false, DigestAlgorithm.SHA256);
        assertThat(doctor.diagnose(good.getBytes(StandardCharsets.UTF_8))).isEmpty();
        String forged = unpadded(inner.replace("5265877635", "1111111111")) + "<!-- a";
        String wrapped = good.replaceFirst(
                "(<ds:Object[^>]*>)([^<]+)<",
                "$1<![CDATA[" + base64(forged) + "]]>$2<![CDATA[" + base64("-->") + "]]><");
        assertThat(wrapped).isNotEqualTo(good);
        assertThat(causes(doctor.diagnose(wrapped.getBytes(StandardCharsets.UTF_8))))
                .contains(Cause.ALTERED);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text whose Base64 ends without padding, so that another piece can follow. */
    private static String unpadded(String ascii) {
        return ascii + " ".repeat((3 - ascii.length() % 3) % 3);
    }

    @Test
    void lineEndsOfTheFile_doNoHarm() {
        assertThat(check(signed().replace("?><", "?>\r\n<"))).isEmpty();
    }

    // What is no XML, or wrongly encoded.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "<a>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'http://127.0.0.1:1/'>]><a>&b;</a>",
                "PK\u0003\u0004",
                "<a/><b/>"
            })
    void whatIsNoXml_isToldAsThat(String bytes) {
        onlyCause(Cause.NOT_XML, bytes);
    }

    @Test
    void nothingAndTooMuch_areToldAtOnce() {
        assertThat(causes(doctor.check(new byte[0], REQUEST))).containsExactly(Cause.NOT_XML);
        assertThat(causes(doctor.check(new byte[100_000_000], REQUEST))).containsExactly(Cause.NOT_XML);
    }

    @Test
    void cutDocument_isNoXml() {
        String signed = signed();
        onlyCause(Cause.NOT_XML, signed.substring(0, signed.length() / 2));
    }

    @Test
    void absurdNumberOfNamespaces_isRefused() {
        var declarations = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            declarations.append(" xmlns:a").append(i).append("='u'");
        }
        onlyCause(Cause.NOT_XML, "<AuthTokenRequest" + declarations + "/>");
    }

    @Test
    void absurdNumberOfTransforms_isRefused() {
        String transform = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
        String signed = signed();
        assertThat(signed).contains("<ds:Transforms>");
        assertThat(check(signed.replaceFirst("<ds:Transforms>", "<ds:Transforms>" + transform.repeat(10))))
                .extracting(SignatureFinding::cause)
                .containsExactly(Cause.PACKAGING);
    }

    @Test
    void byteOrderMark_isTold() {
        onlyCause(Cause.ENCODING, "\uFEFF" + signed());
    }

    @Test
    void encodingThatIsDeclaredButNotTrue_isTold() {
        onlyCause(Cause.ENCODING, signed().replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\""));
    }

    @Test
    void anotherEncoding_isTold() {
        String latin = signed().replace("encoding=\"UTF-8\"", "encoding=\"ISO-8859-2\"");
        assertThat(causes(doctor.check(latin.getBytes(Charset.forName("ISO-8859-2")), REQUEST)))
                .containsExactly(Cause.ENCODING);
        assertThat(causes(doctor.check(signed().replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16), REQUEST)))
                .containsExactly(Cause.ENCODING);
    }

    @Test
    void polishLettersThatAToolEncodedAnew_areTold() {
        String signed = signed(WHO, REQUEST).replace("</ds:Object>", "<!-- Zażółć --></ds:Object>");
        assertThat(causes(doctor.check(signed.getBytes(Charset.forName("windows-1250")), REQUEST)))
                .containsExactly(Cause.ENCODING);
    }

    // The request.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Nip>5265877635</Nip> | <Nip>PL5265877635</Nip> | prefix PL",
                "<Nip>5265877635</Nip> | <Nip>526587763</Nip> | form of its kind",
                "<Nip>5265877635</Nip> | <Pesel>30112206276</Pesel> | no known kind",
                "<Nip>5265877635</Nip> | <Nip>5265877635</Nip><Nip>5265877635</Nip> | exactly one",
                "certificateSubject | certificate | neither",
                "20260601-CR | CR-20260601 | form of a challenge",
                "<Challenge> | <Extra/><Challenge> | in this order",
                "</SubjectIdentifierType> | </SubjectIdentifierType><AuthorizationPolicy><AllowedIps><Ip4Address>999.0.0.1</Ip4Address></AllowedIps></AuthorizationPolicy> | address"
            })
    void requestAgainstItsSchema_isTold(String right, String wrong, String why) {
        String xml = text(REQUEST.xml()).replace(right, wrong);
        String signed = signed(WHO, xml, SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256);
        onlyCause(Cause.CONTENT, signed);
        assertThat(check(signed).get(0).explanation()).contains(why);
    }

    @Test
    void challengeOfAFormThatIsNotKnownYet_isRight_ifKsefMadeIt() {
        AuthTokenRequest odd = AuthTokenRequest.of("2027/CR/abc", Nip.of("5265877635"));
        String signed = signed(WHO, text(odd.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256);
        assertThat(doctor.check(signed.getBytes(StandardCharsets.UTF_8), odd)).isEmpty();
        assertThat(doctor.check(signed.getBytes(StandardCharsets.UTF_8), REQUEST))
                .extracting(SignatureFinding::cause)
                .containsExactly(Cause.CONTENT);
    }

    @Test
    void anotherRootAndAnotherNamespace_areTold() {
        String root = text(REQUEST.xml()).replace("AuthTokenRequest", "InitSession");
        onlyCause(Cause.CONTENT, signed(WHO, root, SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256));
        String namespace = text(REQUEST.xml()).replace("token/2.1", "token/1.0");
        onlyCause(Cause.NAMESPACE, signed(WHO, namespace, SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256));
    }

    @Test
    void otherRequest_isToldWithWhatIsOther() {
        var other = AuthTokenRequest.of("20260601-CR-0123456789-0123456789-02", InternalId.of("5265877635-12345"));
        String signed = signed(WHO, other);
        onlyCause(Cause.OTHER_REQUEST, signed);
        assertThat(check(signed).get(0).explanation())
                .contains("challenge", "context")
                .doesNotContain("policy");
        assertThat(doctor.diagnose(signed.getBytes(StandardCharsets.UTF_8)))
                .as("nobody knows what was to be signed")
                .isEmpty();
    }

    // How it is signed.

    @Test
    void unsignedRequest_isTold() {
        onlyCause(Cause.UNSIGNED, text(REQUEST.xml()));
    }

    @Test
    void severalSignatures_areTold() {
        onlyCause(
                Cause.SEVERAL_SIGNATURES,
                signed(RSA, signed(), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA256));
    }

    @Test
    void detachedSignature_isTold() throws Exception {
        String beside = "<Envelope>"
                + text(REQUEST.xml())
                        .replaceFirst("<\\?.*\\?>\\s*", "")
                        .replace("<AuthTokenRequest ", "<AuthTokenRequest Id=\"r\" ")
                + "</Envelope>";
        onlyCause(
                Cause.PACKAGING,
                JdkXadesBuilder.ofParts(beside, new KeyHolder(RSA.keys(), RSA.certificate()))
                        .covering("#r", DigestMethod.SHA256)
                        .xml());
        onlyCause(Cause.PACKAGING, signed().replace("URI=\"\"", "URI=\"request.xml\""));
    }

    @Test
    void signatureOfNothingButItsProperties_isTold() throws Exception {
        onlyCause(
                Cause.PACKAGING,
                JdkXadesBuilder.ofParts(text(REQUEST.xml()), new KeyHolder(RSA.keys(), RSA.certificate()))
                        .xml());
    }

    @Test
    void wrappedRequest_isToldThoughTheSignatureIsGood() throws Exception {
        String identified = text(REQUEST.xml()).replace("<AuthTokenRequest ", "<AuthTokenRequest Id=\"r\" ");
        String signed = JdkXadesBuilder.ofParts(identified, new KeyHolder(RSA.keys(), RSA.certificate()))
                .covering("#r", DigestMethod.SHA256)
                .xml();
        assertThat(check(signed)).as("before it is wrapped").isEmpty();
        String original = signed.substring(signed.indexOf("<AuthTokenRequest"));
        onlyCause(
                Cause.PACKAGING,
                "<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.1\">" + original + "</AuthTokenRequest>");
        onlyCause(Cause.PACKAGING, "<Envelope>" + original + "</Envelope>");
    }

    @Test
    void plainXmlSignature_isTold() throws Exception {
        onlyCause(Cause.PROFILE, byHand(text(REQUEST.xml())).plain().xml());
    }

    @Test
    void missingSigningCertificate_isTold() throws Exception {
        onlyCause(
                Cause.SIGNING_CERTIFICATE,
                byHand(text(REQUEST.xml())).withKeyInfoOnly().xml());
        assertThat(causes(check(byHand(text(REQUEST.xml())).nameless().xml())))
                .as("nor in KeyInfo: nobody can verify it")
                .contains(Cause.SIGNING_CERTIFICATE);
    }

    @Test
    void anotherCertificateInCertDigest_isTold() throws Exception {
        String signed = byHand(text(REQUEST.xml()))
                .naming(CertifiedKey.seal("RSA").certificate())
                .xml();
        onlyCause(Cause.SIGNING_CERTIFICATE, signed);
        assertThat(check(signed).get(0).explanation()).contains("another certificate");
    }

    @Test
    void derInsteadOfFixedLength_isTold() {
        String signed = replacedValue(
                signed(),
                value -> EcdsaValue.ofP1363(
                                value, (ECPublicKey) WHO.certificate().getPublicKey())
                        .der());
        onlyCause(Cause.DER_SIGNATURE, signed);
    }

    @Test
    void anotherValue_isTold() {
        onlyCause(Cause.SIGNATURE_VALUE, replacedValue(signed(), value -> {
            value[10] ^= 1;
            return value;
        }));
        onlyCause(Cause.SIGNATURE_VALUE, replacedValue(signed(), value -> new byte[64]));
    }

    private static String replacedValue(String signed, UnaryOperator<byte[]> change) {
        return VALUE.matcher(signed)
                .replaceFirst(match -> match.group(1)
                        + Base64.getEncoder()
                                .encodeToString(change.apply(Base64.getDecoder().decode(match.group(2))))
                        + match.group(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void prettyPrinting_isToldApartFromOtherChanges(String alsoAltered) throws Exception {
        String signed = signed();
        if (alsoAltered.equals("yes")) {
            signed = signed.replace("<Challenge>", "<Challenge x=\"1\">");
        }
        var out = new ByteArrayOutputStream();
        var transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.INDENT, "yes");
        transformer.transform(
                new DOMSource(UntrustedXml.read(new ByteArrayInputStream(signed.getBytes(StandardCharsets.UTF_8)))),
                new StreamResult(out));
        String pretty = out.toString(StandardCharsets.UTF_8);
        assertThat(pretty).contains("\n    <Challenge");
        assertThat(causes(check(pretty)))
                .isEqualTo(
                        alsoAltered.equals("yes")
                                ? List.of(Cause.PRETTY_PRINTED, Cause.ALTERED)
                                : List.of(Cause.PRETTY_PRINTED));
    }

    @Test
    void carriageReturnsThatWereWrittenOut_areToldAsFormatting() {
        onlyCause(Cause.PRETTY_PRINTED, signed().replace("<Challenge>", "&#13;\n<Challenge>"));
    }

    @Test
    void alteredRequest_isTold() {
        String altered = signed().replace("0123456789-01<", "0123456789-02<");
        assertThat(causes(check(altered))).containsExactly(Cause.OTHER_REQUEST, Cause.ALTERED);
        assertThat(causes(doctor.diagnose(altered.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(Cause.ALTERED);
        String time = signed().replace("SigningTime>2026-06-01", "SigningTime>2026-06-02");
        onlyCause(Cause.ALTERED, time);
        assertThat(check(time).get(0).explanation()).contains("signed properties");
    }

    @Test
    void sha1_isTold() throws Exception {
        onlyCause(
                Cause.SHA1, signed(RSA, text(REQUEST.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA1));
    }

    @Test
    void sha1OnTest_isToldButHindersNothing() throws Exception {
        byte[] signed = signed(RSA, text(REQUEST.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA1)
                .getBytes(StandardCharsets.UTF_8);
        var onTest = SignatureDoctor.of(KsefEnvironment.TEST, new FixedTime(CertifiedKey.NOW));
        assertThat(onTest.check(signed, REQUEST)).as("KSeF takes it there").isEmpty();
        assertThat(causes(onTest.diagnose(signed))).as("and elsewhere not").containsExactly(Cause.SHA1);
    }

    @Test
    void algorithmsThatKsefDoesNotTake_areTold() {
        assertThat(causes(check(
                        signed(RSA, text(REQUEST.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA224))))
                .as("of the signature and of digests")
                .containsExactly(Cause.ALGORITHM, Cause.ALGORITHM);
        assertThat(causes(check(signed().replace(
                                "http://www.w3.org/2002/06/xmldsig-filter2\"><",
                                "http://www.w3.org/TR/1999/REC-xslt-19991116\"><"))))
                .contains(Cause.ALGORITHM);
    }

    @Test
    void filterThatCutsPieces_isTold() throws Exception {
        onlyCause(
                Cause.ALGORITHM,
                byHand(text(REQUEST.xml())).coveringWhere("not(self::Nip)").xml());
    }

    // The certificate.

    @Test
    void smallKey_isTold() {
        onlyCause(Cause.KEY, signed(CertifiedKey.seal("RSA-1024"), REQUEST));
    }

    /** Germany's authorities certify keys on Brainpool curves, which the JDK does not compute with. */
    @Test
    void keyOnAnotherCurve_isGoodIfItIsLargeEnough() throws Exception {
        assertThat(check(signedOn("brainpoolP256r1"))).isEmpty();
        onlyCause(Cause.KEY, signedOn("secp224r1"));
    }

    private static String signedOn(String curve) throws Exception {
        var provider = new BouncyCastleProvider();
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve));
        var keys = generator.generateKeyPair();
        var certificate = CertifiedKey.builder(keys).build().certificate();
        var parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(certificate));
        parameters.setEncryptionAlgorithm(EncryptionAlgorithm.ECDSA);
        parameters.bLevel().setSigningDate(Date.from(CertifiedKey.NOW));
        var service = new XAdESService(OfflineVerifier.create());
        var document = new InMemoryDocument(REQUEST.xml());
        var signature = Signature.getInstance("SHA256withPLAIN-ECDSA", provider);
        signature.initSign(keys.getPrivate());
        signature.update(service.getDataToSign(document, parameters).getBytes());
        var value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign());
        var out = new ByteArrayOutputStream();
        service.signDocument(document, parameters, value).writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void certificateWithoutNames_isToldUnlessItSignsInByFingerprint() {
        CertifiedKey nobody =
                CertifiedKey.builder("P-256").subject("CN=Nobody,C=PL").build();
        assertThat(causes(check(signed(nobody, REQUEST)))).containsOnly(Cause.CERTIFICATE_ATTRIBUTES);
        var byFingerprint = REQUEST.by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT);
        assertThat(doctor.check(signed(nobody, byFingerprint).getBytes(StandardCharsets.UTF_8), byFingerprint))
                .isEmpty();
        assertThat(check(signed(
                        CertifiedKey.builder("P-256")
                                .subject(CertifiedKey.PERSON)
                                .build(),
                        REQUEST)))
                .as("a person with a PESEL")
                .isEmpty();
    }

    @Test
    void offlineCertificate_isTold() {
        onlyCause(Cause.CERTIFICATE_TYPE, signed(CertifiedKey.ofKsef("P-256", KeyUsage.nonRepudiation), REQUEST));
        assertThat(check(signed(CertifiedKey.ofKsef("P-256", KeyUsage.digitalSignature), REQUEST)))
                .isEmpty();
    }

    @Test
    void expiredCertificate_isTold() {
        onlyCause(
                Cause.EXPIRED,
                signed(
                        CertifiedKey.builder("P-256")
                                .to(CertifiedKey.NOW.minusSeconds(1))
                                .build(),
                        REQUEST));
    }

    @Test
    void certificateThatIsNotYetValid_isToldWithTheStoryOfTheTwoHours() {
        String fresh = signed(
                CertifiedKey.builder("P-256")
                        .from(CertifiedKey.NOW.plus(Duration.ofHours(1)))
                        .build(),
                REQUEST);
        onlyCause(Cause.NOT_YET_VALID, fresh);
        assertThat(check(fresh).get(0).explanation()).contains("two hours late");
        String future = signed(
                CertifiedKey.builder("P-256")
                        .from(CertifiedKey.NOW.plus(Duration.ofDays(1)))
                        .build(),
                REQUEST);
        onlyCause(Cause.NOT_YET_VALID, future);
        assertThat(check(future).get(0).explanation()).doesNotContain("hours late");
    }

    @Test
    void selfSignedCertificate_countsOnTestAlone() {
        String signed = signed(CertifiedKey.builder("P-256").selfSigned().build(), REQUEST);
        onlyCause(Cause.SELF_SIGNED, signed);
        assertThat(causes(SignatureDoctor.of(KsefEnvironment.DEMO, new FixedTime(CertifiedKey.NOW))
                        .check(signed.getBytes(StandardCharsets.UTF_8), REQUEST)))
                .containsExactly(Cause.SELF_SIGNED);
        assertThat(SignatureDoctor.of(KsefEnvironment.TEST, new FixedTime(CertifiedKey.NOW))
                        .check(signed.getBytes(StandardCharsets.UTF_8), REQUEST))
                .isEmpty();
    }

    @Test
    void allFindings_comeAtOnce() {
        CertifiedKey who = CertifiedKey.builder("RSA")
                .selfSigned()
                .to(CertifiedKey.NOW.minusSeconds(1))
                .build();
        String signed = signed(who, text(REQUEST.xml()), SignaturePackaging.ENVELOPED, true, DigestAlgorithm.SHA1)
                .replace("certificateSubject<", "certificate<");
        assertThat(causes(check("\uFEFF" + signed)))
                .containsExactlyInAnyOrder(
                        Cause.ENCODING, Cause.CONTENT, Cause.SHA1, Cause.ALTERED, Cause.EXPIRED, Cause.SELF_SIGNED);
    }

    // Whatever comes.

    @Test
    void bytesSpoiledAnywhere_neverThrow() {
        spoil(60);
    }

    @Test
    @Tag("slow")
    void bytesSpoiledAnywhereManyTimes_neverThrow() {
        spoil(300);
    }

    private void spoil(int documents) {
        byte[] signed = signed().getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        for (int i = 0; i < documents; i++) {
            byte[] spoiled = signed.clone();
            int from = random.nextInt(spoiled.length);
            int length = 1 + random.nextInt(3);
            for (int at = from; at < Math.min(from + length, spoiled.length); at++) {
                spoiled[at] = (byte) (32 + random.nextInt(95));
            }
            assertThat(doctor.check(spoiled, REQUEST)).isNotNull();
            doctor.check(Arrays.copyOf(spoiled, from), REQUEST);
        }
    }

    @Test
    void addressesInTheDocument_areNotAsked() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String spoiled : List.of(
                    signed().replace("URI=\"\"", "URI=\"" + address + "\""),
                    signed().replace("<ds:KeyInfo>", "<ds:KeyInfo><ds:RetrievalMethod URI=\"" + address + "\"/>"),
                    "<!DOCTYPE a SYSTEM \"" + address + "\"><a/>")) {
                assertThat(check(spoiled)).isNotEmpty();
            }
            assertThatThrownBy(server::accept).as("nobody called").isInstanceOf(SocketTimeoutException.class);
        }
    }

    // What KSeF said.

    private static KsefApiException said(int... codes) {
        return new KsefApiException(new KsefApiException.Answer(
                "POST /auth/xades-signature",
                400,
                Arrays.stream(codes)
                        .mapToObj(code -> new KsefError(code, "opis", List.of()))
                        .toList(),
                null,
                null));
    }

    @Test
    void whatKsefSaid_comesFirstAndItsCauseNext() {
        CertifiedKey who = CertifiedKey.builder("P-256").selfSigned().build();
        byte[] signed = signed(who, REQUEST)
                .replace("SigningTime>2026-06-01", "SigningTime>2026-06-02")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(causes(doctor.diagnose(signed, said(9105))))
                .containsExactly(Cause.SAID_BY_KSEF, Cause.ALTERED, Cause.SELF_SIGNED);
        assertThat(causes(doctor.diagnose(signed, said(21115))))
                .containsExactly(Cause.SAID_BY_KSEF, Cause.SELF_SIGNED, Cause.ALTERED);
        assertThat(doctor.diagnose(signed, said(21115)).get(0).explanation()).contains("21115", "likely cause");
    }

    @ParameterizedTest
    @ValueSource(ints = {9101, 9102, 9103, 9104, 9105, 21001, 21111, 21115, 21117, 21217, 21401, 21406, 99999})
    void whatKsefSaidOfAGoodDocument_isExplained(int code) {
        assertThat(doctor.diagnose(signed().getBytes(StandardCharsets.UTF_8), said(code)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.SAID_BY_KSEF);
                    assertThat(finding.explanation()).contains("" + code, "nothing in the document explains it");
                    assertThat(finding.advice()).isNotBlank();
                });
    }

    @Test
    void whatKsefSaidWithoutCode_isExplainedToo() {
        assertThat(causes(doctor.diagnose(new byte[0], said()))).containsExactly(Cause.SAID_BY_KSEF, Cause.NOT_XML);
    }

    @ParameterizedTest
    @ValueSource(ints = {415, 425, 450, 460, 470, 480, 500})
    void statusOfTheSignIn_isExplained(int status) {
        var said = new KsefProcessingException(
                "The sign-in",
                new StatusInfo(status, "opis", List.of(), Map.of()),
                ReferenceNumber.of("20260601-AU-0123456789-0123456789-01"));
        assertThat(doctor.diagnose(signed().getBytes(StandardCharsets.UTF_8), said))
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains("status " + status));
        assertThat(causes(doctor.diagnose(
                        signed(
                                        CertifiedKey.builder("P-256")
                                                .to(CertifiedKey.NOW.minusSeconds(1))
                                                .build(),
                                        REQUEST)
                                .getBytes(StandardCharsets.UTF_8),
                        said)))
                .containsExactly(Cause.SAID_BY_KSEF, Cause.EXPIRED);
    }
}
