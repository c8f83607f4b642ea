package dev.ksef.signature.upo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Upo;
import dev.ksef.signature.internal.UntrustedXml;
import dev.ksef.signature.testing.JdkXadesBuilder;
import dev.ksef.signature.testing.KeyHolder;
import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import dev.ksef.signature.upo.UpoSignatureVerdict.Outcome;
import dev.ksef.signature.upo.UpoSignatureVerdict.Result;
import dev.ksef.signature.upo.UpoSignatureVerdict.Status;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.DigestMethod;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UPO-like documents, signed by the JDK, tampered with and checked by DSS. */
class UpoSignatureCheckTest {

    private static final KeyHolder MINISTRY = KeyHolder.named("CN=Ministerstwo Finansów, C=PL");
    private static final KeyHolder STRANGER = KeyHolder.named("CN=Ministerstwo Finansów, C=PL");

    private static final String UPO = """
            <?xml version="1.0" encoding="utf-8"?><Potwierdzenie \
            xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Ministerstwo Finansów - \
            środowisko testowe (TE)</NazwaPodmiotuPrzyjmujacego><Dokument Id="d1"><NumerKSeFDokumentu>\
            5265877635-20250826-0100001AF629-AF</NumerKSeFDokumentu><NumerFaktury>FV/1</NumerFaktury></Dokument>
            </Potwierdzenie>""";

    private final UpoSignatureCheck check = new UpoSignatureCheck(MINISTRY.certificate());

    @Test
    void upo_asTheMinistrySignsIt_isGood() throws Exception {
        var verdict = check.check(JdkXadesBuilder.of(UPO, MINISTRY).upo());
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.checks())
                .hasSize(11)
                .allSatisfy((check, result) ->
                        assertThat(result.status()).as(check.name()).isEqualTo(Status.PASSED));
        assertThat(verdict.signingTime()).isEqualTo("2026-06-29T18:12:27.656Z");
        assertThat(verdict.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.passed(Check.PRESENCE)).isTrue();
    }

    @Test
    void upo_signedByItsRootsId_isGood() throws Exception {
        var verdict = check.check(signedById().upo());
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isGood()).isTrue();
    }

    @Test
    void upo_thatDoesNotNameTheCertificate_isCheckedWithTheGivenOne() throws Exception {
        assertThat(check.check(JdkXadesBuilder.of(UPO, MINISTRY).nameless().upo())
                        .isGood())
                .isTrue();
        assertThat(check.check(JdkXadesBuilder.of(UPO, STRANGER).nameless().upo()))
                .matches(verdict -> !verdict.isGood() && !verdict.passed(Check.CERTIFICATE));
    }

    @ParameterizedTest
    @CsvSource({
        "FV/1, FV/2",
        "5265877635-20250826, 5265877635-20250827",
        "testowe (TE), testowe (TR)",
        "KSeF/v4-3, KSeF/v4-4",
        "<NumerFaktury>, <NumerFaktury x=\"1\">"
    })
    void upo_altered_isNotGood(String signed, String altered) throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        assertThat(xml).contains(signed);
        var verdict = check.check(upo(xml.replace(signed, altered)));
        assertThat(verdict.passed(Check.DIGESTS)).isFalse();
        assertThat(verdict.findings())
                .as("one finding, not three that follow from it")
                .hasSize(1);
        assertThat(verdict.outcome()).isEqualTo(Outcome.ALTERED);
        refusedFor(verdict, "altered");
    }

    @Test
    void upo_whoseSigningTimeWasAltered_isNotGoodAndTellsNoTime() throws Exception {
        var verdict = check.check(upo(
                JdkXadesBuilder.of(UPO, MINISTRY).xml().replace("2026-06-29T20:12:27.656", "2026-06-28T20:12:27.656")));
        refusedFor(verdict, "altered");
        assertThat(verdict.signingTime()).isNull();
    }

    @Test
    void upo_withAnAlteredValue_isNotGood() throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        int inside = xml.indexOf("<SignatureValue>") + 40;
        char other = xml.charAt(inside) == 'A' ? 'B' : 'A';
        var verdict = check.check(upo(xml.substring(0, inside) + other + xml.substring(inside + 1)));
        assertThat(verdict.passed(Check.VALUE)).isFalse();
        assertThat(verdict.passed(Check.DIGESTS)).isTrue();
        assertThat(verdict.signingTime()).as("nobody vouches for it").isNull();
        refusedFor(verdict, "value is wrong");
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void upo_signedByAnother_isNotGood() throws Exception {
        var verdict = check.check(JdkXadesBuilder.of(UPO, STRANGER).upo());
        assertThat(verdict.passed(Check.VALUE))
                .as("right for the certificate that it brings along")
                .isTrue();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FOREIGN_CERTIFICATE);
        assertThat(verdict.passed(Check.CERTIFICATE)).isFalse();
        refusedFor(verdict, "expected certificate");
    }

    @Test
    void upo_signedByAnotherWhoNamesTheGivenCertificate_isNotGood() throws Exception {
        var impostor = new KeyHolder(STRANGER.keys(), MINISTRY.certificate());
        var verdict = check.check(JdkXadesBuilder.of(UPO, impostor).upo());
        assertThat(verdict.passed(Check.VALUE)).isFalse();
        assertThat(verdict.passed(Check.CERTIFICATE)).isFalse();
        assertThat(verdict.isGood()).isFalse();
    }

    @Test
    void upo_whichNamesAnotherCertificateOfTheSameKey_isNotGood() throws Exception {
        var verdict =
                check.check(JdkXadesBuilder.of(UPO, MINISTRY.recertified()).upo());
        assertThat(verdict.passed(Check.CERTIFICATE)).isFalse();
        refusedFor(verdict, "expected certificate");
    }

    @Test
    void signature_overAPartOnly_isNotGood() throws Exception {
        var verdict = check.check(JdkXadesBuilder.ofParts(UPO, MINISTRY)
                .covering("#d1", DigestMethod.SHA256)
                .upo());
        assertThat(verdict.passed(Check.VALUE) && verdict.passed(Check.DIGESTS) && verdict.passed(Check.CERTIFICATE))
                .as("what it covers is right")
                .isTrue();
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "does not cover the root");
    }

    @Test
    void signature_overItsOwnPropertiesOnly_isNotGood() throws Exception {
        var verdict = check.check(JdkXadesBuilder.ofParts(UPO, MINISTRY).upo());
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "does not cover the root");
    }

    /** The signed root is moved into the signature, and a forged one takes its place. */
    @Test
    void wrapping_ofTheSignedRootInsideTheSignature_isNotGood() throws Exception {
        String signed = withoutProlog(signedById().xml());
        String signature = signed.substring(signed.indexOf("<Signature"), signed.indexOf("</Potwierdzenie>"));
        String original = signed.replace(signature, "");
        String forged = original.replace(" Id=\"upo\"", "").replace("FV/1", "FV/FORGED");
        String wrapping = signature.replace("</Signature>", "<Object>" + original + "</Object></Signature>");
        var verdict = check.check(upo(forged.replace("</Potwierdzenie>", wrapping + "</Potwierdzenie>")));
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "does not cover the root");
    }

    /** The signed root is kept as a child of a forged one. */
    @Test
    void wrapping_ofTheSignedRootInAForgedOne_isNotGood() throws Exception {
        String signed = withoutProlog(signedById().xml());
        String signature = signed.substring(signed.indexOf("<Signature"), signed.indexOf("</Potwierdzenie>"));
        String original = signed.replace(signature, "");
        String forged = original.replace(" Id=\"upo\"", "").replace("FV/1", "FV/FORGED");
        var verdict = check.check(upo(forged.replace("</Potwierdzenie>", original + signature + "</Potwierdzenie>")));
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "does not cover the root");
    }

    /** The forged root claims the signed one's Id. */
    @Test
    void wrapping_withAnIdThatOccursTwice_isNotGood() throws Exception {
        String signed = withoutProlog(signedById().xml());
        String signature = signed.substring(signed.indexOf("<Signature"), signed.indexOf("</Potwierdzenie>"));
        String original = signed.replace(signature, "");
        for (String claim : new String[] {"Id", "ID", "id", "xml:id"}) {
            String forged = original.replace("Id=\"upo\"", claim + "=\"upo\"").replace("FV/1", "FV/FORGED");
            var verdict =
                    check.check(upo(forged.replace("</Potwierdzenie>", original + signature + "</Potwierdzenie>")));
            assertThat(verdict.passed(Check.COVERAGE))
                    .as("claimed by %s", claim)
                    .isFalse();
            refusedFor(verdict, "more than one element");
        }
    }

    @Test
    void signature_movedBelowTheRoot_isNotGood() throws Exception {
        String signed = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        String signature = signed.substring(signed.indexOf("<Signature"), signed.indexOf("</Potwierdzenie>"));
        var verdict = check.check(upo(signed.replace(signature, "").replace("</Dokument>", signature + "</Dokument>")));
        refusedFor(verdict, "not a child of the root");
    }

    @Test
    void contentThatHidesInTheSignature_isNotGood() throws Exception {
        String hidden = "<Object><Dokument xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\"/></Object></Signature>";
        var verdict = check.check(upo(JdkXadesBuilder.of(UPO, MINISTRY).xml().replace("</Signature>", hidden)));
        assertThat(verdict.passed(Check.DIGESTS) && verdict.passed(Check.VALUE))
                .as("the enveloped transform leaves all of the signature out")
                .isTrue();
        refusedFor(verdict, "not part of a signature");
    }

    @Test
    void forgedPropertiesBesideTheSignedOnes_areNotGood() throws Exception {
        String forged = "<Object><x:QualifyingProperties xmlns:x=\"http://uri.etsi.org/01903/v1.3.2#\">"
                + "<x:SignedProperties><x:SignedSignatureProperties><x:SigningTime>2020-01-01T00:00:00Z</x:SigningTime>"
                + "</x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties></Object><Object>";
        var verdict = check.check(upo(JdkXadesBuilder.of(UPO, MINISTRY).xml().replace("<Object>", forged)));
        refusedFor(verdict, "signed properties more than once");
    }

    /** An expression can leave out of the digest whatever a forger wants to change. */
    @Test
    void transformThatLeavesPartsOut_isNotGood() throws Exception {
        var leaky = JdkXadesBuilder.ofParts(UPO, MINISTRY)
                .coveringWhere("not(ancestor-or-self::*[local-name()='NumerFaktury'])");
        var verdict = check.check(upo(leaky.xml().replace("FV/1", "FV/FORGED")));
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "leave parts out");
    }

    @Test
    void signature_withReferencesBeyondReason_isNotFollowed() throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        String reference = xml.substring(xml.indexOf("<Reference"), xml.indexOf("</Reference>") + 12);
        var verdict = check.check(upo(xml.replace(reference, reference.repeat(11))));
        assertThat(verdict.passed(Check.COVERAGE)).isFalse();
        refusedFor(verdict, "12 references");
    }

    @Test
    void signature_withASha1Digest_isNotGood() throws Exception {
        var verdict = check.check(JdkXadesBuilder.ofParts(UPO, MINISTRY)
                .covering("", DigestMethod.SHA1)
                .upo());
        assertThat(verdict.passed(Check.COVERAGE)).isTrue();
        refusedFor(verdict, "weaker than SHA-256");
    }

    @Test
    void signature_fromOutsideTheCertificatesLife_isNotGood() throws Exception {
        var verdict = check.check(
                JdkXadesBuilder.of(UPO, MINISTRY).at("2024-12-31T23:59:59Z").upo());
        refusedFor(verdict, "was not valid when");
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void twoSignatures_areNotGood() throws Exception {
        String once = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        var verdict = check.check(JdkXadesBuilder.of(once, MINISTRY).upo());
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        refusedFor(verdict, "2 signatures");
    }

    @Test
    void noSignature_isToldAsThat() {
        var verdict = check.check(upo(UPO));
        assertThat(verdict.passed(Check.PRESENCE)).isFalse();
        refusedFor(verdict, "not signed");
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNSIGNED);
    }

    @Test
    void anotherDocumentOfTheSameSigner_isNoUpo() throws Exception {
        var verdict = check.check(JdkXadesBuilder.of("<Faktura><P_2>FV/1</P_2></Faktura>", MINISTRY)
                .upo());
        assertThat(verdict.passed(Check.VALUE) && verdict.passed(Check.COVERAGE))
                .isTrue();
        refusedFor(verdict, "no UPO");
        assertThat(verdict.outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Potwierdzenie>",
                "{}",
                "<a/><b/>",
                "<!DOCTYPE Potwierdzenie><Potwierdzenie/>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Potwierdzenie>&e;</Potwierdzenie>"
            })
    void documentThatIsNoPlainXml_isRefused(String document) {
        var verdict = check.check(upo(document));
        assertThat(verdict.findings()).containsExactly(UntrustedXml.REFUSED);
        assertThat(verdict.outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(verdict.isGood()).isFalse();
    }

    @Test
    void documentInABrokenOrUnknownEncoding_isRefused() {
        byte[] broken = UPO.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(check.check(Upo.of(broken)).findings()).containsExactly(UntrustedXml.REFUSED);
        assertThat(check.check(upo(UPO.replace("utf-8", "no-such"))).findings()).containsExactly(UntrustedXml.REFUSED);
    }

    @Test
    void absurdNumberOfNamespaces_isRefused_inEachEncoding() {
        String crowded = "<Potwierdzenie" + crowd() + "/>";
        assertThat(check.check(upo(crowded)).findings()).containsExactly(UntrustedXml.REFUSED);
        assertThat(check.check(Upo.of(crowded.getBytes(StandardCharsets.UTF_16)))
                        .findings())
                .containsExactly(UntrustedXml.REFUSED);
        assertThat(check.check(Upo.of(crowded.getBytes(Charset.forName("IBM037"))))
                        .findings())
                .containsExactly(UntrustedXml.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("laborious")
    void signatureThatWouldTakeLong_isNotComputed(String laborious) throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        assertThat(xml).contains("<Transforms>");
        var verdict = check.check(upo(xml.replaceFirst("<Transforms>", "<Transforms>" + laborious)));
        refusedFor(verdict, "than a UPO's");
        assertThat(verdict.checks().get(Check.DIGESTS).status()).isEqualTo(Status.NOT_MADE);
    }

    @ParameterizedTest
    @MethodSource("crowded")
    void signatureWithMoreThanAnybodyNeeds_isNotComputed(String before, String more) throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        assertThat(xml).contains(before);
        var verdict = check.check(upo(xml.replaceFirst(before, more + before)));
        refusedFor(verdict, "than a UPO's");
        assertThat(verdict.checks().get(Check.DIGESTS).status()).isEqualTo(Status.NOT_MADE);
    }

    static Stream<Arguments> crowded() {
        return Stream.of(
                Arguments.of("</ds:X509SerialNumber>", "7".repeat(4_000)),
                Arguments.of("</xades:SigningTime>", "0".repeat(4_000)),
                Arguments.of("</xades:SigningCertificate>", "<xades:Cert/>".repeat(10)),
                Arguments.of("</Signature>", "<Object/>".repeat(200)));
    }

    static Stream<String> laborious() {
        String exclusive = "<Transform Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'>";
        return Stream.of(
                (exclusive + "</Transform>").repeat(10),
                exclusive + "<e:InclusiveNamespaces xmlns:e='http://www.w3.org/2001/10/xml-exc-c14n#' PrefixList='"
                        + "a ".repeat(501) + "'/></Transform>");
    }

    /** A parser that believes the declaration reads the rest of such a document in another encoding than its beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"IBM037", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void documentThatChangesItsEncoding_isRefused(String encoding) {
        byte[] beginning = ("<?xml version='1.0' encoding='" + encoding + "'?>").getBytes(StandardCharsets.US_ASCII);
        byte[] rest = "<Potwierdzenie/>".getBytes(Charset.forName(encoding));
        byte[] changing = Arrays.copyOf(beginning, beginning.length + rest.length);
        System.arraycopy(rest, 0, changing, beginning.length, rest.length);
        assertThat(check.check(Upo.of(changing)).findings()).containsExactly(UntrustedXml.REFUSED);
    }

    /** The bytes between show no declaration; the characters do. */
    @Test
    void absurdNumberOfNamespaces_betweenSwitchesOfTheEncoding_isRefused() {
        String crowded = "<?xml version='1.0' encoding='ISO-2022-JP'?><Potwierdzenie"
                + crowd().replace("xmlns", "xm\u001B(Blns") + "/>";
        assertThat(check.check(upo(crowded)).findings()).containsExactly(UntrustedXml.REFUSED);
    }

    private static String crowd() {
        var declarations = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            declarations.append(" xmlns:a").append(i).append("='u'");
        }
        return declarations.toString();
    }

    @Test
    void absurdNesting_isRefusedAndNotFollowed() {
        String deep = "<Potwierdzenie>" + "<a>".repeat(50_000) + "</a>".repeat(50_000) + "</Potwierdzenie>";
        assertThat(check.check(upo(deep)).findings()).containsExactly(UntrustedXml.REFUSED);
    }

    @Test
    void emptySignature_isRefused() {
        var verdict = check.check(
                upo("<Potwierdzenie><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></Potwierdzenie>"));
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.findings()).anyMatch(finding -> finding.contains("SignedInfo"));
    }

    @Test
    void network_isNeverAsked() throws Exception {
        try (var anywhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + anywhere.getLocalPort();
            var pointing = KeyHolder.pointingTo(address);
            var verdict = new UpoSignatureCheck(pointing.certificate())
                    .check(JdkXadesBuilder.of(UPO, pointing).upo());
            assertThat(verdict.isGood())
                    .as("the certificate names an issuer and a responder, which are not asked")
                    .isTrue();
            refusedFor(
                    check.check(upo(
                            JdkXadesBuilder.of(UPO, MINISTRY).xml().replace("URI=\"\"", "URI=\"" + address + "/x\""))),
                    "nothing in this document");
            String external = "<!DOCTYPE Potwierdzenie SYSTEM \"" + address + "/x.dtd\">";
            refusedFor(check.check(upo(external + withoutProlog(UPO))), "document type");
            anywhere.setSoTimeout(300);
            assertThatThrownBy(anywhere::accept).as("nobody connected").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void upo_pinnedByCertificateOrByKey_isGood() throws Exception {
        var upo = JdkXadesBuilder.of(UPO, MINISTRY).upo();
        for (CertificatePin pin : List.of(
                CertificatePin.ofCertificate(MINISTRY.certificate()),
                CertificatePin.ofPublicKey(MINISTRY.certificate()))) {
            var pinned = new UpoSignatureCheck(ExpectedCertificates.pinned(pin));
            assertThat(pinned.check(upo).findings()).isEmpty();
            assertThat(pinned.check(upo).isGood()).isTrue();
            assertThat(pinned.check(JdkXadesBuilder.of(UPO, STRANGER).upo()).outcome())
                    .isEqualTo(Outcome.FOREIGN_CERTIFICATE);
        }
    }

    /** As in a process where nothing but the pinned check uses DSS. */
    @Test
    void upo_pinned_isGoodWhereNobodyRegisteredAProvider() throws Exception {
        var usual = JdkXadesBuilder.of(UPO, MINISTRY).upo();
        var leftToDss = JdkXadesBuilder.of(UPO, MINISTRY).timeless().upo();
        var pin = CertificatePin.ofPublicKey(MINISTRY.certificate());
        for (Upo upo : List.of(usual, leftToDss)) {
            Security.removeProvider("BC");
            assertThat(new UpoSignatureCheck(ExpectedCertificates.pinned(pin))
                            .check(upo)
                            .outcome())
                    .isEqualTo(Outcome.GOOD);
        }
    }

    @Test
    void sameKeyUnderAnotherCertificate_isExpectedByThePinOfTheKeyOnly() throws Exception {
        var renewed = JdkXadesBuilder.of(UPO, MINISTRY.recertified()).upo();
        var byKey = ExpectedCertificates.pinned(CertificatePin.ofPublicKey(MINISTRY.certificate()));
        var byCertificate = ExpectedCertificates.pinned(CertificatePin.ofCertificate(MINISTRY.certificate()));
        assertThat(new UpoSignatureCheck(byKey).check(renewed).isGood()).isTrue();
        assertThat(new UpoSignatureCheck(byCertificate).check(renewed).outcome())
                .isEqualTo(Outcome.FOREIGN_CERTIFICATE);
    }

    /** Whoever has the public key can put it into a certificate of another name. */
    @Test
    void certificateExchangedForAnotherOfTheSameKey_isNotGood() throws Exception {
        String other = base64(MINISTRY.recertified());
        String xml = JdkXadesBuilder.of(UPO, MINISTRY)
                .xml()
                .replaceAll(
                        "<X509Certificate>[^<]*</X509Certificate>", "<X509Certificate>" + other + "</X509Certificate>");
        var byKey = ExpectedCertificates.pinned(CertificatePin.ofPublicKey(MINISTRY.certificate()));
        var verdict = new UpoSignatureCheck(byKey).check(upo(xml));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FOREIGN_CERTIFICATE);
        refusedFor(verdict, "names another certificate");
    }

    @Test
    void changeOfCertificate_isNoOutageWhereBothAreNamed() throws Exception {
        var next = KeyHolder.named("CN=Ministerstwo Finansów 2027, C=PL");
        var both = new UpoSignatureCheck(ExpectedCertificates.given(MINISTRY.certificate())
                .or(ExpectedCertificates.pinned(CertificatePin.ofPublicKey(next.certificate()))));
        var given = new UpoSignatureCheck(ExpectedCertificates.given(MINISTRY.certificate(), next.certificate()));
        for (KeyHolder signer : List.of(MINISTRY, next)) {
            assertThat(both.check(JdkXadesBuilder.of(UPO, signer).upo()).isGood())
                    .isTrue();
            assertThat(given.check(JdkXadesBuilder.of(UPO, signer).upo()).isGood())
                    .isTrue();
            assertThat(given.check(JdkXadesBuilder.of(UPO, signer).nameless().upo())
                            .isGood())
                    .as("the signature brings no certificate along")
                    .isTrue();
        }
        assertThat(both.check(JdkXadesBuilder.of(UPO, STRANGER).upo()).outcome())
                .isEqualTo(Outcome.FOREIGN_CERTIFICATE);
    }

    @Test
    void verdict_tellsWhoSigned() throws Exception {
        for (KeyHolder signer : List.of(MINISTRY, STRANGER)) {
            var signedBy = check.check(JdkXadesBuilder.of(UPO, signer).upo()).signedBy();
            assertThat(signedBy).isNotNull();
            assertThat(signedBy.subject()).contains("Ministerstwo Finansów");
            assertThat(new BigInteger(signedBy.serialNumber(), 16))
                    .isEqualTo(signer.certificate().getSerialNumber());
            assertThat(HexFormat.of().parseHex(signedBy.fingerprint()))
                    .isEqualTo(MessageDigest.getInstance("SHA-256")
                            .digest(signer.certificate().getEncoded()));
            assertThat(CertificatePin.ofPublicKey(signedBy.publicKeyFingerprint())
                            .fits(signer.certificate()))
                    .isTrue();
            assertThat(signedBy.validTo()).isEqualTo(KeyHolder.VALID_TO);
        }
        assertThat(check.check(upo(UPO)).signedBy()).isNull();
    }

    @Test
    void keyThatMaySign_byEitherUsage_isGood() throws Exception {
        for (int usage : new int[] {KeyUsage.digitalSignature, KeyUsage.nonRepudiation}) {
            var signer = KeyHolder.withUsage(usage);
            var verdict = new UpoSignatureCheck(signer.certificate())
                    .check(JdkXadesBuilder.of(UPO, signer).upo());
            assertThat(verdict.isGood()).isTrue();
            assertThat(verdict.passed(Check.KEY_USAGE)).isTrue();
        }
    }

    @Test
    void keyForSomethingElse_isNotGood() throws Exception {
        var signer = KeyHolder.withUsage(KeyUsage.keyEncipherment | KeyUsage.keyCertSign);
        var verdict = new UpoSignatureCheck(signer.certificate())
                .check(JdkXadesBuilder.of(UPO, signer).upo());
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.passed(Check.CERTIFICATE)).isTrue();
        refusedFor(verdict, "something else than signing");
    }

    @Test
    void certificateThatNamesNoUsage_isGoodAndTheVerdictSaysWhatWasNotChecked() throws Exception {
        var signer = KeyHolder.withoutUsage();
        var verdict = new UpoSignatureCheck(signer.certificate())
                .check(JdkXadesBuilder.of(UPO, signer).upo());
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.result(Check.KEY_USAGE).status()).isEqualTo(Status.NOT_MADE);
        assertThat(verdict.result(Check.KEY_USAGE).reasons())
                .containsExactly("The certificate does not say what its key is for");
    }

    @Test
    void signatureWithoutATime_isGoodAndTheVerdictSaysWhatWasNotChecked() throws Exception {
        var verdict = check.check(JdkXadesBuilder.of(UPO, MINISTRY).timeless().upo());
        assertThat(verdict.isGood()).as(verdict.toString()).isTrue();
        assertThat(verdict.signingTime()).isNull();
        assertThat(verdict.result(Check.VALIDITY).status()).isEqualTo(Status.NOT_MADE);
    }

    @Test
    void checksThatWereNotReached_areToldWithTheReason() {
        var verdict = check.check(upo(UPO));
        assertThat(verdict.passed(Check.DOCUMENT)).isTrue();
        assertThat(verdict.result(Check.PRESENCE).status()).isEqualTo(Status.FAILED);
        assertThat(verdict.result(Check.VALUE)).isEqualTo(Result.notMade("Not reached: The document is not signed"));
    }

    @ParameterizedTest
    @CsvSource({
        "SignatureValue, XXXX",
        "SignatureValue, ''",
        "SignatureValue, [usunięto]",
        "SignatureValue, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "DigestValue, ...",
        "DigestValue, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    })
    void signatureWithPlaceholders_isSanitised(String element, String placeholder) throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        String sanitised = xml.replaceAll(
                "<" + element + ">[^<]*</" + element + ">", "<" + element + ">" + placeholder + "</" + element + ">");
        var verdict = check.check(upo(sanitised));
        assertThat(verdict.outcome()).isEqualTo(Outcome.SANITISED);
        assertThat(verdict.signedBy()).isNull();
        refusedFor(verdict, "placeholders");
    }

    @Test
    void signatureCutOut_isSanitised() throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml();
        String emptied = xml.substring(0, xml.indexOf("<SignedInfo")) + xml.substring(xml.indexOf("</Signature>"));
        assertThat(check.check(upo(emptied)).outcome()).isEqualTo(Outcome.SANITISED);
        String valueless = xml.replaceAll("<SignatureValue>[^<]*</SignatureValue>", "");
        assertThat(check.check(upo(valueless)).outcome()).isEqualTo(Outcome.SANITISED);
    }

    /** Whoever cleans an example of its numbers leaves a signature behind that no longer fits. */
    @Test
    void upoWithPlaceholdersForItsNumbers_isAltered() throws Exception {
        String xml = JdkXadesBuilder.of(UPO, MINISTRY).xml().replace("5265877635-", "XXXXXXXXXX-");
        assertThat(check.check(upo(xml)).outcome()).isEqualTo(Outcome.ALTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12:34", "sha256/AAAA", "zz", "0"})
    void pin_thatIsNoFingerprint_isRefused(String pin) {
        assertThatThrownBy(() -> CertificatePin.ofCertificate(pin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void pin_inEveryUsualForm_isTheSame() {
        String hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        String colons = hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertThat(CertificatePin.ofPublicKey(colons)).isEqualTo(CertificatePin.ofPublicKey(hex));
        assertThat(CertificatePin.ofPublicKey("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="))
                .isEqualTo(CertificatePin.ofPublicKey(hex));
        assertThat(CertificatePin.ofCertificate(hex))
                .as("of something else")
                .isNotEqualTo(CertificatePin.ofPublicKey(hex));
    }

    @Test
    void nobodyExpected_isAMistakeToldAtOnce() {
        assertThatThrownBy(() -> ExpectedCertificates.given(new X509Certificate[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpectedCertificates.pinned(new CertificatePin[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String base64(KeyHolder signer) throws Exception {
        return Base64.getEncoder().encodeToString(signer.certificate().getEncoded());
    }

    private static JdkXadesBuilder signedById() throws Exception {
        String identified = UPO.replace("<Potwierdzenie ", "<Potwierdzenie Id=\"upo\" ");
        return JdkXadesBuilder.ofParts(identified, MINISTRY).covering("#upo", DigestMethod.SHA256);
    }

    private static void refusedFor(UpoSignatureVerdict verdict, String reason) {
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.findings()).as("the findings tell the reason").anyMatch(finding -> finding.contains(reason));
    }

    private static String withoutProlog(String xml) {
        return xml.substring(xml.indexOf("<Potwierdzenie"));
    }

    private static Upo upo(String xml) {
        return Upo.of(xml.getBytes(StandardCharsets.UTF_8));
    }
}
