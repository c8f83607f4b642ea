package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.Nip;
import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL writes loads here, and what is written here OpenSSL reads. Keys on the larger curves are {@code slow}. */
class OpenSslTest {

    private static final String PASSWORD = "Tajne-hasło-7";
    private static final List<String> EC = List.of("P-256", "P-384", "P-521");

    @TempDir
    Path folder;

    @BeforeAll
    static void openSsl() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/openssl")) || Files.isExecutable(Path.of("/bin/openssl"));
        if (!there) {
            System.out.println("SKIPPED: OpenSslTest needs the command openssl, and this machine has none");
        }
        assumeTrue(there, "openssl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void key_inEveryForm_loads(String kind) throws Exception {
        loadKeys(kind);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void keyOfEveryKind_inEveryForm_loads(String kind) throws Exception {
        loadKeys(kind);
    }

    private void loadKeys(String kind) throws Exception {
        make(kind);
        List<Path> plain = new ArrayList<>(List.of(folder.resolve("key.pem")));
        List<Path> encrypted = new ArrayList<>();
        plain.add(converted("pkcs8.pem", "pkcs8", "-topk8", "-nocrypt", "-in", "key.pem"));
        plain.add(converted("pkcs8.der", "pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER"));
        String old = kind.equals("RSA") ? "rsa" : "ec";
        List<String> traditional = kind.equals("RSA") ? List.of("-traditional") : List.of();
        plain.add(converted("old.pem", old, join(traditional, "-in", "key.pem")));
        plain.add(converted("old.der", old, join(traditional, "-in", "key.pem", "-outform", "DER")));
        encrypted.add(converted(
                "old-encrypted.pem", old, join(traditional, "-in", "key.pem", "-aes256", "-passout", pass())));
        encrypted.add(converted("old-3des.pem", old, join(traditional, "-in", "key.pem", "-des3", "-passout", pass())));
        for (String scheme : List.of(
                "-v2 aes-256-cbc",
                "-v2 aes-128-cbc -v2prf hmacWithSHA1",
                "-v2 des3",
                "-scrypt",
                "-v1 PBE-SHA1-3DES",
                "-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 100000")) {
            String name = "pkcs8" + scheme.replace(" ", "") + ".pem";
            encrypted.add(converted(
                    name, "pkcs8", join(List.of(scheme.split(" ")), "-topk8", "-in", "key.pem", "-passout", pass())));
        }
        encrypted.add(
                converted("pkcs8-enc.der", "pkcs8", "-topk8", "-in", "key.pem", "-passout", pass(), "-outform", "DER"));
        for (Path file : plain) {
            assertThatCode(() -> LocalSigner.pem(folder.resolve("certificate.pem"), file))
                    .as("%s of %s", file.getFileName(), kind)
                    .doesNotThrowAnyException();
        }
        for (Path file : encrypted) {
            assertThatCode(() -> LocalSigner.pem(folder.resolve("certificate.der"), file, PASSWORD.toCharArray()))
                    .as("%s of %s", file.getFileName(), kind)
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> LocalSigner.pem(folder.resolve("certificate.pem"), file, "another".toCharArray()))
                    .as("%s of %s with another password", file.getFileName(), kind)
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("password is wrong");
        }
    }

    /** What the legacy provider alone makes: it is absent on some machines. */
    @Test
    void keyEncryptedWithMd5AndDes_loads() throws Exception {
        make("RSA");
        assumeLegacy();
        for (String scheme : List.of("PBE-MD5-DES", "PBE-SHA1-RC2-40")) {
            Path file = converted(
                    scheme + ".pem",
                    "pkcs8",
                    "-topk8",
                    "-v1",
                    scheme,
                    "-in",
                    "key.pem",
                    "-passout",
                    "pass:secret7",
                    "-provider",
                    "legacy",
                    "-provider",
                    "default");
            assertThatCode(() -> LocalSigner.pem(folder.resolve("certificate.pem"), file, "secret7".toCharArray()))
                    .as(scheme)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256"})
    void pkcs12_ofTodayAndOfOldWindows_loads(String kind) throws Exception {
        loadStores(kind);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void pkcs12OfEveryKind_ofTodayAndOfOldWindows_loads(String kind) throws Exception {
        loadStores(kind);
    }

    private void loadStores(String kind) throws Exception {
        make(kind);
        String[] export = {
            "-export", "-inkey", "key.pem", "-in", "certificate.pem", "-name", "Firma", "-passout", pass()
        };
        Path modern = converted("modern.p12", "pkcs12", export);
        assertThat(LocalSigner.pkcs12(modern, PASSWORD.toCharArray())
                        .certificate()
                        .nip())
                .contains("1111111111");
        assertThat(LocalSigner.pkcs12(modern, PASSWORD.toCharArray(), "FIRMA")
                        .certificate()
                        .kind())
                .isNotNull();
        assumeLegacy();
        Path legacy = converted("legacy.p12", "pkcs12", join(List.of("-legacy"), export));
        assertThat(LocalSigner.pkcs12(legacy, PASSWORD.toCharArray())
                        .certificate()
                        .nip())
                .contains("1111111111");
        assertThatThrownBy(() -> LocalSigner.pkcs12(legacy, "another".toCharArray()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void certificationRequest_isTakenByOpenSsl(boolean rsa) throws Exception {
        LocalNewKey key = rsa ? LocalNewKey.rsa2048() : LocalNewKey.ecP256();
        Files.write(
                folder.resolve("request.der"),
                key.certificationRequest(new CertificateEnrollmentData(
                        "Żaneta Próbna", "PL", "Żaneta", "Próbna", "TINPL-1111111111", "d9e4", null, null)));
        String told = openssl(
                "req",
                "-inform",
                "DER",
                "-in",
                "request.der",
                "-verify",
                "-noout",
                "-subject",
                "-nameopt",
                "utf8,sep_comma_plus");
        assertThat(told).contains("verify OK").contains("Żaneta Próbna").contains("TINPL-1111111111");
    }

    @Test
    void savedKey_isReadByOpenSsl() throws Exception {
        var key = LocalNewKey.ecP256();
        key.save(folder.resolve("saved.pem"), PASSWORD.toCharArray());
        Files.write(
                folder.resolve("certificate.der"),
                SelfSigned.seal("Firma", Nip.of("1111111111"))
                        .signer(key)
                        .certificate()
                        .certificate()
                        .getEncoded());
        String ofKey = openssl("pkey", "-in", "saved.pem", "-passin", pass(), "-pubout");
        String ofCertificate = openssl("x509", "-inform", "DER", "-in", "certificate.der", "-pubkey", "-noout");
        assertThat(ofKey).contains("PUBLIC KEY").isEqualTo(ofCertificate);
    }

    private void make(String kind) throws Exception {
        if (EC.contains(kind)) {
            openssl(
                    "ecparam",
                    "-name",
                    kind.equals("P-256") ? "prime256v1" : kind.equals("P-384") ? "secp384r1" : "secp521r1",
                    "-genkey",
                    "-out",
                    "key.pem");
        } else {
            openssl("genrsa", "-out", "key.pem", "2048");
        }
        openssl(
                "req",
                "-x509",
                "-new",
                "-key",
                "key.pem",
                "-days",
                "30",
                "-utf8",
                "-subj",
                "/C=PL/CN=Jan Próbny/SN=Próbny/GN=Jan/serialNumber=TINPL-1111111111",
                "-out",
                "certificate.pem");
        openssl("x509", "-in", "certificate.pem", "-outform", "DER", "-out", "certificate.der");
    }

    private void assumeLegacy() throws Exception {
        boolean there = run("list", "-providers", "-provider", "legacy").contains("legacy");
        if (!there) {
            System.out.println("SKIPPED: this openssl has no legacy provider to write old stores with");
        }
        assumeTrue(there, "openssl's legacy provider");
    }

    private Path converted(String name, String command, String... arguments) throws Exception {
        openssl(command, join(List.of(arguments), "-out", name));
        return folder.resolve(name);
    }

    private static String[] join(List<String> first, String... then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all.toArray(String[]::new);
    }

    private static String pass() {
        return "pass:" + PASSWORD;
    }

    private String openssl(String command, String... arguments) throws Exception {
        return run(command, arguments);
    }

    private String run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("openssl", command));
        line.addAll(List.of(arguments));
        Path told = Files.createTempFile(folder, "told", ".txt");
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES))
                .as("openssl %s ends", command)
                .isTrue();
        String text = Files.readString(told, StandardCharsets.UTF_8);
        assertThat(process.exitValue())
                .as("openssl %s: %s", String.join(" ", line), text)
                .isZero();
        return text;
    }
}
