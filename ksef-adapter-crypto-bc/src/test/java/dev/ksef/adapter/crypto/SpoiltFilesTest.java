package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keys and certificates as they come out of mails, forms, environment variables and desktop tools. */
class SpoiltFilesTest {

    private static final TestKey KEY = TestKey.of("secp256r1");
    private static final TestKey ISSUER = TestKey.of("RSA");
    private static final String PASSWORD = "hasło";
    private static final String CERTIFICATE = pem("CERTIFICATE", encodedCertificate());
    private static final String PRIVATE =
            pem("PRIVATE KEY", KEY.pair().getPrivate().getEncoded());
    private static final String ENCRYPTED = new String(
            EncryptedPem.of(KEY.pair().getPrivate(), PASSWORD.toCharArray(), 1_000), StandardCharsets.US_ASCII);

    /** Each spoils PEM in a way that leaves its content whole. */
    @FunctionalInterface
    private interface Spoiling {
        String spoil(String pem);
    }

    private static final Map<String, Spoiling> SPOILINGS = Map.ofEntries(
            Map.entry("indented", pem -> pem.indent(4)),
            Map.entry("indented by tabs", pem -> pem.replaceAll("(?m)^", "\t")),
            Map.entry("quoted by a mail program", pem -> pem.replaceAll("(?m)^", "> ")),
            Map.entry("after a text that begins with a zero", pem -> "0048 22 123 45 67, Jan Próbny\n\n" + pem),
            Map.entry("after a zero alone", pem -> "0\n" + pem),
            Map.entry("after a byte order mark", pem -> "\uFEFF" + pem),
            Map.entry("with line ends written out", pem -> pem.replace("\n", "\\n")),
            Map.entry("with line ends of Windows written out", pem -> pem.replace("\n", "\\r\\n")),
            Map.entry("with blanks for line ends", pem -> pem.replace("\n", " ")),
            Map.entry("in one line", pem -> pem.replace("\n", "")),
            Map.entry("with line ends of an old Macintosh", pem -> pem.replace("\n", "\r")),
            Map.entry("with an empty line after each", pem -> pem.replace("\n", "\n\n")),
            Map.entry("with no-break spaces at the ends of lines", pem -> pem.replace("\n", "\u00A0\n")),
            Map.entry("with zero-width spaces", pem -> pem.replace("\nM", "\n\u200BM")),
            Map.entry("quoted-printable", pem -> pem.replace("=", "=3D").replaceAll("(?m)^(.{40})(.+)$", "$1=\n$2")),
            Map.entry("Base64 alone", pem -> pem.replaceAll("-----[^-]+-----", "")),
            Map.entry("Base64 alone in one line", pem -> pem.replaceAll("-----[^-]+-----|\n", "")));

    @TestFactory
    List<DynamicTest> contentThatIsWhole_isRead() {
        return SPOILINGS.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Spoiling spoiling = each.getValue();
                    loaded(spoiling.spoil(CERTIFICATE), spoiling.spoil(PRIVATE), null);
                    loaded(CERTIFICATE, spoiling.spoil(ENCRYPTED), PASSWORD);
                }))
                .toList();
    }

    @Test
    void certificatesOfAP7b_areRead_inEveryForm() throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(List.of(ISSUER.certificate(), KEY.certificate())));
        byte[] p7b = generator.generate(new CMSAbsentContent()).getEncoded();
        for (byte[] given : List.of(
                p7b,
                utf8(pem("PKCS7", p7b)),
                utf8(pem("PKCS #7 SIGNED DATA", p7b)),
                utf8(pem("CERTIFICATE", p7b)),
                utf8(Base64.getMimeEncoder().encodeToString(p7b)))) {
            assertThat(LocalSigner.pem(given, utf8(PRIVATE), null).certificate().certificate())
                    .isEqualTo(KEY.certificate());
        }
        byte[] empty =
                new CMSSignedDataGenerator().generate(new CMSAbsentContent()).getEncoded();
        refused(empty, utf8(PRIVATE)).hasMessageContaining("a PKCS#7 file (.p7b) that is empty");
        refused(encodedCertificate(), p7b).hasMessageContaining("no private key but a certificate");
    }

    @Test
    void whatIsNoKey_isNamed() {
        refused(utf8("-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"), utf8(PRIVATE))
                .hasMessageContaining("a list of revoked certificates");
        refused(encodedCertificate(), utf8(pem("OPENSSH PRIVATE KEY", new byte[40])))
                .hasMessageContaining("ssh-keygen");
        refused(encodedCertificate(), utf8(pem("PGP PRIVATE KEY BLOCK", new byte[40])))
                .hasMessageContaining("an object labelled PGP PRIVATE KEY BLOCK");
        refused(encodedCertificate(), utf8(PRIVATE.replace("-----", "\u2014\u2014-")))
                .hasMessageContaining("five hyphens");
        refused(encodedCertificate(), utf8(PRIVATE.replaceAll("-----END.*\n", "")))
                .hasMessageContaining("line -----END is missing");
        refused(encodedCertificate(), utf8(PRIVATE.replace("\nM", "\n*M"))).hasMessageContaining("damaged");
    }

    @Test
    void storeInBase64_isRead_andAnotherKindOfStoreNamed() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "firma", KEY.pair().getPrivate(), "haslo".toCharArray(), new Certificate[] {KEY.certificate()});
        var out = new ByteArrayOutputStream();
        store.store(out, "haslo".toCharArray());
        byte[] base64 = Base64.getMimeEncoder().encode(out.toByteArray());
        assertThat(LocalSigner.pkcs12(base64, "haslo".toCharArray(), null))
                .as("a store in Base64")
                .isNotNull();
        assertThatThrownBy(() -> LocalSigner.pkcs12(utf8(PRIVATE), PASSWORD.toCharArray(), null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("but PEM");
        var java = KeyStore.getInstance("JKS");
        java.load(null, null);
        var jks = new ByteArrayOutputStream();
        java.store(jks, "haslo".toCharArray());
        assertThatThrownBy(() -> LocalSigner.pkcs12(jks.toByteArray(), PASSWORD.toCharArray(), null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("keytool -importkeystore");
    }

    private static void loaded(String certificate, String key, String password) {
        assertThat(LocalSigner.pem(utf8(certificate), utf8(key), password == null ? null : password.toCharArray())
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            byte[] certificate, byte[] key) {
        return assertThatThrownBy(() -> LocalSigner.pem(certificate, key, null))
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause()
                .hasMessageNotContaining("MIG");
    }

    private static byte[] encodedCertificate() {
        try {
            return KEY.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
