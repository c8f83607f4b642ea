package dev.ksef.signature.upo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.UntrustedXml;
import dev.ksef.signature.testing.JdkXadesBuilder;
import dev.ksef.signature.testing.KeyHolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.DigestMethod;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** Whatever is proven without EU DSS has the same verdict with it, and nothing is refused without it. */
class UsualSignatureTest {

    private static final KeyHolder MINISTRY = KeyHolder.named("CN=Ministerstwo Finansów, C=PL");
    private static final KeyHolder STRANGER = KeyHolder.named("CN=Ministerstwo Finansów, C=PL");
    private static final ExpectedCertificates EXPECTED = ExpectedCertificates.given(MINISTRY.certificate());

    private static final String UPO = """
            <?xml version="1.0" encoding="utf-8"?><Potwierdzenie \
            xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NumerReferencyjnySesji>1</NumerReferencyjnySesji>\
            <Dokument Id="d1"><NumerFaktury>FV/1</NumerFaktury></Dokument></Potwierdzenie>""";

    private static final String BY_ID = UPO.replace("<Potwierdzenie ", "<Potwierdzenie Id=\"upo\" ");
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z:0-9]+)[^>/]*>[^<]*</\\1>|<[A-Za-z:0-9]+[^>]*/>");

    @ParameterizedTest(name = "{0}")
    @MethodSource("usual")
    void signature_inTheUsualForm_isProvenWithTheVerdictOfDss(String name, String xml, ExpectedCertificates expected) {
        assertThat(proven(xml, expected)).as(name).isPresent();
        assertThat(proven(xml, expected)).contains(byDss(xml, expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void signature_ofAnotherFormOrWrong_isLeftToDss(String name, String xml, ExpectedCertificates expected) {
        assertThat(proven(xml, expected)).as(name).isEmpty();
    }

    /** Texts are changed, and elements left out, doubled and exchanged, inside of the signature and outside. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void signature_changedAtRandom_isProvenOnlyIfDssSaysTheSame(long seed) throws Exception {
        var random = new Random(seed);
        String xml = seed % 2 == 0
                ? signed()
                : JdkXadesBuilder.ofParts(BY_ID, MINISTRY)
                        .covering("#upo", DigestMethod.SHA256)
                        .xml();
        int looked = 0;
        for (int i = 0; i < 60; i++) {
            String changed = changed(xml, random);
            if (isPlain(changed)) {
                looked++;
                proven(changed, EXPECTED)
                        .ifPresent(verdict -> assertThat(verdict).as(changed).isEqualTo(byDss(changed, EXPECTED)));
            }
        }
        assertThat(looked).as("documents whose signature is computed at all").isPositive();
    }

    @Test
    void signature_withATimeInManyForms_hasTheTimeOfDss() throws Exception {
        for (String time : List.of(
                "2026-06-29T18:12:27Z",
                "2026-06-29T18:12:27.1234567Z",
                "2026-06-29T20:12:27.656+02:00",
                "2026-06-29T00:12:27.999999999-13:59",
                "2024-02-29T00:00:00+00:00")) {
            String xml = JdkXadesBuilder.of(UPO, MINISTRY).at(time).xml();
            assertThat(proven(xml, EXPECTED)).as(time).contains(byDss(xml, EXPECTED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-29T18:12:27",
                "2026-06-29T24:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-06-29T18:12Z",
                " 2026-06-29T18:12:27Z",
                "2026-06-29T18:12:27+14:00",
                "2026-06-29",
                "-2026-06-29T18:12:27Z",
                "never"
            })
    void signature_withATimeThatReadersDifferAbout_isLeftToDss(String time) throws Exception {
        assertThat(proven(JdkXadesBuilder.of(UPO, MINISTRY).at(time).xml(), EXPECTED))
                .isEmpty();
    }

    static Stream<Arguments> usual() throws Exception {
        var byKey = ExpectedCertificates.pinned(CertificatePin.ofPublicKey(MINISTRY.certificate()));
        var unused = KeyHolder.withoutUsage();
        var misused = KeyHolder.withUsage(KeyUsage.keyEncipherment);
        return Stream.of(
                Arguments.of("as the Ministry signs", signed(), EXPECTED),
                Arguments.of("pinned by its key", signed(), byKey),
                Arguments.of(
                        "pinned whole",
                        signed(),
                        ExpectedCertificates.pinned(CertificatePin.ofCertificate(MINISTRY.certificate()))),
                Arguments.of(
                        "another beside it", signed(), EXPECTED.or(ExpectedCertificates.given(STRANGER.certificate()))),
                Arguments.of(
                        "another certificate of the pinned key",
                        JdkXadesBuilder.of(UPO, MINISTRY.recertified()).xml(),
                        byKey),
                Arguments.of(
                        "by the root's Id",
                        JdkXadesBuilder.ofParts(BY_ID, MINISTRY)
                                .covering("#upo", DigestMethod.SHA256)
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "with SHA-512",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .covering("", DigestMethod.SHA512)
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "after the certificate's end",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .at("2036-01-01T00:00:00Z")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "in the first second of the certificate",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .at("2025-01-01T00:00:00Z")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "before the certificate",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .at("2024-12-31T23:59:59.999Z")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "without a usage",
                        JdkXadesBuilder.of(UPO, unused).xml(),
                        ExpectedCertificates.given(unused.certificate())),
                Arguments.of(
                        "with a usage that does not fit",
                        JdkXadesBuilder.of(UPO, misused).xml(),
                        ExpectedCertificates.given(misused.certificate())));
    }

    static Stream<Arguments> others() throws Exception {
        var recertified = MINISTRY.recertified();
        String xml = signed();
        return Stream.of(
                Arguments.of("altered", xml.replace("FV/1", "FV/2"), EXPECTED),
                Arguments.of("altered time", xml.replace("2026-06-29", "2026-06-28"), EXPECTED),
                Arguments.of("altered value", alteredValue(xml), EXPECTED),
                Arguments.of("by another", JdkXadesBuilder.of(UPO, STRANGER).xml(), EXPECTED),
                Arguments.of(
                        "by another in the name of the expected",
                        JdkXadesBuilder.of(UPO, new KeyHolder(STRANGER.keys(), MINISTRY.certificate()))
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "another certificate of the key",
                        JdkXadesBuilder.of(UPO, recertified).xml(),
                        EXPECTED),
                Arguments.of(
                        "two certificates of one key",
                        xml,
                        EXPECTED.or(ExpectedCertificates.given(recertified.certificate()))),
                Arguments.of(
                        "naming another",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .naming(recertified.certificate())
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "naming nobody",
                        JdkXadesBuilder.of(UPO, MINISTRY).withKeyInfoOnly().xml(),
                        EXPECTED),
                Arguments.of(
                        "without a certificate",
                        JdkXadesBuilder.of(UPO, MINISTRY).nameless().xml(),
                        EXPECTED),
                Arguments.of(
                        "without a time",
                        JdkXadesBuilder.of(UPO, MINISTRY).timeless().xml(),
                        EXPECTED),
                Arguments.of(
                        "without properties",
                        JdkXadesBuilder.of(UPO, MINISTRY).plain().xml(),
                        EXPECTED),
                Arguments.of(
                        "with a weak digest",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .covering("", DigestMethod.SHA1)
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "over a part",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .covering("#d1", DigestMethod.SHA256)
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "over its properties alone",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY).xml(),
                        EXPECTED),
                Arguments.of(
                        "over what an expression leaves",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .coveringWhere("true()")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "twice over its properties, and over nothing else",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .covering("#SignedProperties", DigestMethod.SHA256)
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "over the root and a part, and not over its properties",
                        JdkXadesBuilder.of(BY_ID, MINISTRY)
                                .propertiesReference("#d1", "http://uri.etsi.org/01903#SignedProperties")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "over properties that it does not call so",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .propertiesReference("#SignedProperties", "http://uri.etsi.org/01903#Other")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "with RSA-PSS",
                        JdkXadesBuilder.of(UPO, MINISTRY)
                                .by("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1")
                                .xml(),
                        EXPECTED),
                Arguments.of(
                        "with SHA-3",
                        JdkXadesBuilder.ofParts(UPO, MINISTRY)
                                .covering("", "http://www.w3.org/2007/05/xmldsig-more#sha3-256")
                                .xml(),
                        EXPECTED),
                Arguments.of("properties for another signature", xml.replace("#Signature\"", "#Other\""), EXPECTED),
                Arguments.of(
                        "properties that are not said to be such",
                        xml.replace("01903#SignedProperties", "01903#Other"),
                        EXPECTED),
                Arguments.of(
                        "a comment in a value", xml.replace("<SignatureValue>", "<SignatureValue><!-- -->"), EXPECTED),
                Arguments.of(
                        "a second certificate",
                        xml.replace("</X509Data>", "<X509Certificate>AA==</X509Certificate></X509Data>"),
                        EXPECTED),
                Arguments.of("bytes behind the certificate", behindTheCertificate(xml), EXPECTED),
                Arguments.of(
                        "unsigned properties",
                        xml.replace(
                                "</xades:SignedProperties>", "</xades:SignedProperties><xades:UnsignedProperties/>"),
                        EXPECTED),
                Arguments.of("no algorithm", xml.replaceFirst("rsa-sha256", "rsa-sha1"), EXPECTED),
                Arguments.of(
                        "below another root",
                        "<Other>" + xml.substring(xml.indexOf("<Potwierdzenie")) + "</Other>",
                        EXPECTED));
    }

    private static String alteredValue(String xml) {
        int inside = xml.indexOf("<SignatureValue>") + 40;
        return xml.substring(0, inside) + (xml.charAt(inside) == 'A' ? 'B' : 'A') + xml.substring(inside + 1);
    }

    private static String behindTheCertificate(String xml) throws Exception {
        byte[] der = MINISTRY.certificate().getEncoded();
        String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 3));
        return xml.replaceAll("<X509Certificate>[^<]*", "<X509Certificate>" + longer);
    }

    private static String changed(String xml, Random random) {
        List<MatchResult> elements = ELEMENT.matcher(xml).results().toList();
        MatchResult element = elements.get(random.nextInt(elements.size()));
        String other = elements.get(random.nextInt(elements.size())).group();
        int place = element.start() + random.nextInt(element.group().length());
        String changed = List.of(
                        "",
                        element.group() + element.group(),
                        other,
                        element.group() + "<!-- -->\n",
                        xml.substring(element.start(), place)
                                + (char) ('0' + random.nextInt(70))
                                + xml.substring(place + 1, element.end()))
                .get(random.nextInt(5));
        return xml.substring(0, element.start()) + changed + xml.substring(element.end());
    }

    private static String signed() throws Exception {
        return JdkXadesBuilder.of(UPO, MINISTRY).xml();
    }

    /** The verdict if it is proven; otherwise nothing may be reported. */
    private static Optional<UpoSignatureVerdict> proven(String xml, ExpectedCertificates expected) {
        var verdict = new VerdictBuilder();
        if (new UsualSignature(parsed(xml).orElseThrow(), expected).reportTo(verdict)) {
            return Optional.of(verdict.build());
        }
        assertThat(verdict.build()).as("nothing is refused").isEqualTo(new VerdictBuilder().build());
        return Optional.empty();
    }

    private static UpoSignatureVerdict byDss(String xml, ExpectedCertificates expected) {
        var verdict = new VerdictBuilder();
        new CryptographicCheck(parsed(xml).orElseThrow().element(), expected).reportTo(verdict);
        return verdict.build();
    }

    /** As the whole check demands before anything is computed. */
    private static boolean isPlain(String xml) {
        return parsed(xml)
                .filter(SignatureElement::isSubstantial)
                .filter(signature -> UpoSignatureForm.problems(signature).isEmpty())
                .filter(signature -> new RootCoverage(signature).problems().isEmpty())
                .isPresent();
    }

    private static Optional<SignatureElement> parsed(String xml) {
        try {
            var document = UntrustedXml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            List<SignatureElement> signatures = SignatureElement.allIn(document);
            return signatures.size() == 1 ? Optional.of(signatures.get(0)) : Optional.empty();
        } catch (SAXException refused) {
            return Optional.empty();
        }
    }
}
