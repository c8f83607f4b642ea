package dev.ksef.adapter.feign.failure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** An issuer of certificates that is trusted, and servers with certificates of his, good and bad, made by keytool. */
final class TestCertificates {

    /** The end of the certificate that has expired. */
    static final String EXPIRED_IN = "2021";

    private static final String PASSWORD = "made-for-tests";

    private static @Nullable TestCertificates made;

    private final KeyStore store;
    private final X509TrustManager trust;

    private TestCertificates(KeyStore store) throws IOException, GeneralSecurityException {
        this.store = store;
        KeyStore trusted = empty();
        trusted.setCertificateEntry("issuer", store.getCertificate("issuer"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        trust = (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Everything, made once for each JVM, in which tests run one after another. */
    static TestCertificates made(Path folder) throws Exception {
        if (made == null) {
            made = make(folder);
        }
        return made;
    }

    private static TestCertificates make(Path folder) throws Exception {
        Path file = folder.resolve("tls.p12");
        keytool(file, "issuer", "-ext", "bc:critical=ca:true", "-startdate", "2019/01/01", "-validity", "36500");
        keytool(file, "good", "-signer", "issuer", "-ext", "san=ip:127.0.0.1", "-validity", "365");
        keytool(
                file,
                "early",
                "-signer",
                "issuer",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "+3y",
                "-validity",
                "365");
        keytool(file, "foreign", "-signer", "issuer", "-ext", "san=dns:ksef.example", "-validity", "365");
        keytool(file, "own", "-ext", "san=ip:127.0.0.1", "-validity", "365");
        keytool(
                file,
                "late",
                "-signer",
                "issuer",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "2020/12/01",
                "-validity",
                "60");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return new TestCertificates(store);
    }

    private static void keytool(Path file, String alias, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        // It lives so short that a better compiler would not pay.
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
        command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool said: " + said);
        }
    }

    /** What a client trusts: the issuer alone. */
    X509TrustManager trust() {
        return trust;
    }

    /** A client's side. */
    SSLContext client() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new X509TrustManager[] {trust}, null);
        return tls;
    }

    /** The side of the server with one of the certificates: good, late, early, foreign, own. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore one = empty();
        one.setEntry(
                alias,
                store.getEntry(alias, new PasswordProtection(PASSWORD.toCharArray())),
                new PasswordProtection(PASSWORD.toCharArray()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(one, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return empty;
    }
}
