package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.UnsignedCertificateLink;
import dev.ksef.model.signature.EcdsaValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake that was seen in a KOD II, made on purpose and named. */
class CertificateLinkCheckTest {

    private static final CodeKey P256 = CodeKey.ec("secp256r1");
    private static final CodeKey RSA = CodeKey.rsa(2048);
    private static final Nip SELLER = Nip.of("5265877635");
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    private final InvoiceFacts facts = facts(Invoices.FA_3);

    @Test
    void rightLink_fits() {
        assertThat(check(link(P256, text()), P256).fits()).isTrue();
        assertThat(check(link(RSA, text()), RSA).fits()).isTrue();
        assertThat(check(link(P256, text()).replace("https://", "HTTPS://"), P256)
                        .fits())
                .isTrue();
    }

    @Test
    void derSignature_isTaken() {
        byte[] r_s = P256.sign(bytes(text()));
        byte[] der =
                EcdsaValue.ofP1363(r_s, (ECPublicKey) P256.pair().getPublic()).der();
        assertThat(check(link(text(), der), P256).misfits()).isEmpty();
    }

    @Test
    void linkIntoAnotherEnvironment_isNamed() {
        String demo = text().replace("qr-test", "qr-demo");
        assertThat(check(link(P256, demo), P256).misfits()).containsExactly(Misfit.ENVIRONMENT);
        assertThat(check(link(P256, text()).replace("qr-test", "qr"), P256).misfits())
                .as("the host is signed, too")
                .containsExactly(Misfit.ENVIRONMENT, Misfit.SIGNATURE);
        assertThat(check(link(P256, text()).replace("https", "http"), P256).misfits())
                .containsExactly(Misfit.ENVIRONMENT);
    }

    @Test
    void anotherSeller_isNamed() {
        String other = text().replace("/5265877635/01F2", "/1111111111/01F2");
        assertThat(check(link(P256, other), P256).misfits()).containsExactly(Misfit.SELLER);
    }

    @Test
    void anotherFile_isNamed() {
        assertThat(check(link(P256, text()), facts(Invoices.FA_3 + " "), P256.offline(), NOW)
                        .misfits())
                .containsExactly(Misfit.HASH);
        String noHash = text().replace(facts.hash().base64Url(), "abc");
        assertThat(check(link(P256, noHash), P256).misfits()).containsExactly(Misfit.HASH);
    }

    @Test
    void hashInAnotherNotation_isNotCanonical() {
        String padded = text().replace(facts.hash().base64Url(), facts.hash().base64Url() + "=");
        assertThat(check(link(P256, padded), P256).misfits()).containsExactly(Misfit.NOT_CANONICAL);
    }

    @Test
    void invoiceThatCannotBeRead_isNotConfirmed() {
        assertThat(check(link(P256, text()), facts("junk"), P256.offline(), NOW).misfits())
                .containsExactly(Misfit.HASH, Misfit.SELLER_UNREADABLE);
    }

    @Test
    void anotherCertificate_isNamed() {
        String other = text().replace(CodeKey.SERIAL, "01F20A5D352AE591");
        assertThat(check(link(P256, other), P256).misfits()).containsExactly(Misfit.SERIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1F20A5D352AE590", "01f20a5d352ae590", "0001F20A5D352AE590"})
    void serialNumberInAnotherNotation_isNamed(String serial) {
        assertThat(check(link(P256, text().replace(CodeKey.SERIAL, serial)), P256)
                        .misfits())
                .containsExactly(Misfit.SERIAL_NOTATION);
    }

    @ParameterizedTest
    @CsvSource({"nip,5265877635", "Pesel,5265877635", "Nip,526587763", "PeppolId,5265877635"})
    void contextOfNoKnownKind_isNamed(String kind, String context) {
        String odd = text().replace("/Nip/5265877635/", "/" + kind + "/" + context + "/");
        assertThat(check(link(P256, odd), P256).misfits()).containsExactly(Misfit.CONTEXT);
    }

    @Test
    void contextThatIsPercentEncoded_isNamed_whicheverFormWasSigned() {
        String raw = text(NipVatUe.of("5265877635-IE1+23456A"));
        String encoded = raw.replace("+", "%2B");
        String signedRaw = link(P256, raw).replace("IE1+", "IE1%2B");
        assertThat(check(signedRaw, P256).misfits()).containsExactly(Misfit.CONTEXT_PERCENT_ENCODED);
        assertThat(check(link(P256, encoded), P256).misfits()).containsExactly(Misfit.CONTEXT_PERCENT_ENCODED);
    }

    @Test
    void percentEncodedFormThatWasSigned_isNamed() {
        String raw = text(NipVatUe.of("5265877635-NL1234567*+12"));
        for (String signed : new String[] {
            raw.replace("+", "%2B"),
            raw.replace("+", "%2B").replace("*", "%2A"),
            URLEncoder.encode(raw, StandardCharsets.UTF_8)
        }) {
            assertThat(check(link(raw, P256.sign(bytes(signed))), P256).misfits())
                    .as(signed)
                    .containsExactly(Misfit.SIGNED_PERCENT_ENCODED);
        }
        String whole = URLEncoder.encode("https://" + raw, StandardCharsets.UTF_8);
        assertThat(check(link(raw, P256.sign(bytes(whole))), P256).misfits())
                .containsExactly(Misfit.SIGNED_WITH_SCHEME, Misfit.SIGNED_PERCENT_ENCODED);
    }

    @Test
    void certificateOfTypeAuthentication_isNamed() {
        X509Certificate authentication =
                P256.certificate("CN=CCK KSeF TEST", KeyUsage.digitalSignature, CodeKey.SERIAL);
        assertThat(check(link(P256, text()), facts, authentication, NOW).misfits())
                .containsExactly(Misfit.CERTIFICATE_TYPE);
    }

    @Test
    void certificateWithAKeyOfAnotherKind_isNamed() {
        var p384 = CodeKey.ec("secp384r1");
        byte[] signature = p384.sign("SHA384withECDSAinP1363Format", null, bytes(text()));
        assertThat(check(link(text(), signature), p384).misfits()).containsExactly(Misfit.CERTIFICATE_KEY);
        var rsa1024 = CodeKey.rsa(1024);
        assertThat(check(link(rsa1024, text()), rsa1024).misfits()).containsExactly(Misfit.CERTIFICATE_KEY);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519,Ed25519", "DSA,SHA256withDSA"})
    void certificateWithAKeyThatSignsNoCode_isNamed(String kind, String signedBy) throws GeneralSecurityException {
        var key = new CodeKey(KeyPairGenerator.getInstance(kind).generateKeyPair(), signedBy);
        assertThat(check(link(P256, text()), key).misfits())
                .containsExactlyInAnyOrder(Misfit.SIGNATURE, Misfit.CERTIFICATE_KEY);
    }

    @Test
    void certificateAtTheEndsOfTime_isNamed() {
        String link = link(P256, text());
        assertThat(check(link, facts, P256.offline(), Instant.MAX).misfits())
                .containsExactly(Misfit.CERTIFICATE_EXPIRED);
        assertThat(check(link, facts, P256.offline(), Instant.MIN).misfits())
                .containsExactly(Misfit.CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void certificateOutOfItsTime_isNamed() {
        String link = link(P256, text());
        assertThat(check(link, facts, P256.offline(), CodeKey.TO.plusSeconds(1)).misfits())
                .containsExactly(Misfit.CERTIFICATE_EXPIRED);
        assertThat(check(link, facts, P256.offline(), CodeKey.FROM.minusSeconds(3 * 3600))
                        .misfits())
                .containsExactly(Misfit.CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void signatureByAnotherKey_isNamed() {
        assertThat(check(link(CodeKey.ec("secp256r1"), text()), P256).misfits()).containsExactly(Misfit.SIGNATURE);
        assertThat(check(link(P256, text()), RSA).misfits()).containsExactly(Misfit.SIGNATURE);
        assertThat(check(link(RSA, text()), P256).misfits()).containsExactly(Misfit.SIGNATURE);
    }

    @Test
    void signatureWithPadding_isNamed() {
        String padded = Base64.getUrlEncoder().encodeToString(RSA.sign(bytes(text())));
        assertThat(padded).endsWith("==");
        assertThat(check("https://" + text() + "/" + padded, RSA).misfits()).containsExactly(Misfit.SIGNATURE_PADDED);
    }

    @Test
    void signatureInCommonBase64_isNamed() {
        String common;
        do {
            common = Base64.getEncoder().withoutPadding().encodeToString(RSA.sign(bytes(text())));
        } while (!common.contains("+") || !common.contains("/"));
        assertThat(check("https://" + text() + "/" + common, RSA).misfits()).containsExactly(Misfit.SIGNATURE_ALPHABET);
    }

    @Test
    void signatureThatIsPercentEncoded_isNamed() {
        String padded = Base64.getUrlEncoder().encodeToString(RSA.sign(bytes(text())));
        assertThat(check("https://" + text() + "/" + URLEncoder.encode(padded, StandardCharsets.UTF_8), RSA)
                        .misfits())
                .containsExactly(Misfit.SIGNATURE_PADDED, Misfit.SIGNATURE_PERCENT_ENCODED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%zz", "A", "ą", "AAAA?x=1", "="})
    void signatureThatIsNoBase64_isNamed(String signature) {
        assertThat(check("https://" + text() + "/" + signature, P256).misfits()).contains(Misfit.SIGNATURE_UNREADABLE);
    }

    @Test
    void schemeThatWasSigned_isNamed() {
        assertThat(check(link(text(), RSA.sign(bytes("https://" + text()))), RSA)
                        .misfits())
                .containsExactly(Misfit.SIGNED_WITH_SCHEME);
        assertThat(check(link(text(), P256.sign(bytes("https://" + text() + "/"))), P256)
                        .misfits())
                .containsExactly(Misfit.SIGNED_WITH_SCHEME, Misfit.SIGNED_WITH_SLASH);
    }

    @Test
    void slashThatWasSigned_isNamed() {
        assertThat(check(link(text(), P256.sign(bytes(text() + "/"))), P256).misfits())
                .containsExactly(Misfit.SIGNED_WITH_SLASH);
    }

    @Test
    void hashThatWasSignedAsText_isNamed() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(text()));
        assertThat(check(link(text(), RSA.sign(hash)), RSA).misfits()).containsExactly(Misfit.SIGNED_HASHED_TWICE);
        assertThat(check(link(text(), P256.sign(hash)), P256).misfits()).containsExactly(Misfit.SIGNED_HASHED_TWICE);
    }

    @Test
    void pkcs1_isNamed() {
        byte[] signature = RSA.sign("SHA256withRSA", null, bytes(text()));
        assertThat(check(link(text(), signature), RSA).misfits()).containsExactly(Misfit.SIGNED_WITH_PKCS1);
        byte[] both = RSA.sign("SHA256withRSA", null, bytes("https://" + text()));
        assertThat(check(link(text(), both), RSA).misfits())
                .as("two mistakes at once")
                .containsExactly(Misfit.SIGNED_WITH_SCHEME, Misfit.SIGNED_WITH_PKCS1);
    }

    @ParameterizedTest
    @CsvSource({"SHA-256,0", "SHA-256,20", "SHA-256,64", "SHA-256,222", "SHA-1,32", "SHA-1,20"})
    void otherSaltOrMask_isNamed(String mask, int salt) {
        var pss = new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec(mask), salt, 1);
        byte[] signature = RSA.sign("RSASSA-PSS", pss, bytes(text()));
        assertThat(check(link(text(), signature), RSA).misfits()).containsExactly(Misfit.SIGNED_WITH_OTHER_PSS);
    }

    @Test
    void severalMistakes_areAllNamed() {
        String odd = text().replace("qr-test", "qr-demo").replace(CodeKey.SERIAL, "1F20A5D352AE590");
        X509Certificate authentication =
                P256.certificate("CN=CCK KSeF TEST", KeyUsage.digitalSignature, CodeKey.SERIAL);
        String link = link(odd, P256.sign(bytes("https://" + odd))) + "==";
        assertThat(check(link, facts(Invoices.FA_3 + " "), authentication, CodeKey.TO.plusSeconds(1))
                        .misfits())
                .containsExactlyInAnyOrder(
                        Misfit.ENVIRONMENT,
                        Misfit.HASH,
                        Misfit.SERIAL_NOTATION,
                        Misfit.CERTIFICATE_TYPE,
                        Misfit.CERTIFICATE_EXPIRED,
                        Misfit.SIGNATURE_PADDED,
                        Misfit.SIGNED_WITH_SCHEME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "://",
                "https://",
                "/certificate/",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/5265877635",
                "https://qr-test.ksef.mf.gov.pl/invoice/5265877635/02-11-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE"
            })
    void whatIsNoLinkToACertificate_isNamed(String text) {
        assertThat(check(text, P256).misfits()).containsExactly(Misfit.NO_LINK);
    }

    @Test
    void spoiledLinks_areNeverRightAndNeverThrow() {
        spoil(60);
    }

    @Test
    @Tag("slow")
    void manySpoiledLinks_areNeverRightAndNeverThrow() {
        spoil(400);
    }

    private void spoil(int links) {
        var random = new Random(20261124);
        X509Certificate certificate = P256.offline();
        String right = link(P256, text());
        String spoilers = "/%+=?#@: \u0000ąA0-_*";
        for (int i = 0; i < links; i++) {
            var link = new StringBuilder(right);
            int at = random.nextInt("https://".length(), link.length());
            switch (random.nextInt(3)) {
                case 0 -> link.setCharAt(at, spoilers.charAt(random.nextInt(spoilers.length())));
                case 1 -> link.insert(at, spoilers.charAt(random.nextInt(spoilers.length())));
                default -> link.setLength(at);
            }
            if (!link.toString().equals(right)) {
                assertThat(check(link.toString(), facts, certificate, NOW).fits())
                        .as(link.toString())
                        .isFalse();
            }
        }
    }

    private String text() {
        return text(SELLER);
    }

    private String text(ContextIdentifier context) {
        return new UnsignedCertificateLink(
                        KsefEnvironment.TEST.qrBase(),
                        context,
                        SELLER,
                        CertificateSerialNumber.of(CodeKey.SERIAL),
                        facts.hash())
                .textToSign();
    }

    private static String link(CodeKey key, String text) {
        return link(text, key.sign(bytes(text)));
    }

    private static String link(String text, byte[] signature) {
        return "https://" + text + "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LinkVerdict check(String link, CodeKey key) {
        return check(link, facts, key.offline(), NOW);
    }

    private static LinkVerdict check(String link, InvoiceFacts facts, X509Certificate certificate, Instant at) {
        return new CertificateLinkCheck(KsefEnvironment.TEST).check(link, facts, certificate, at);
    }

    private static InvoiceFacts facts(String xml) {
        return new InvoiceReader(new Faked.Crypto()).read(Invoices.xml(xml));
    }
}
