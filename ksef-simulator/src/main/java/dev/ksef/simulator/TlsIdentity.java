package dev.ksef.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Who a simulator is over TLS.
 *
 * @param authority what a client has to trust
 * @param context what the listener works with
 */
record TlsIdentity(X509Certificate authority, SSLContext context) {

    private static final char[] NO_PASSWORD = new char[0];

    /** Makes keys and certificates. */
    static TlsIdentity make(TlsCertificate kind) {
        // The system's time, whatever the simulator's is: clients judge certificates by theirs.
        TlsIssuer issuer = new TlsIssuer(Instant.now());
        KeyPair keys = EcKeys.generate();
        X509Certificate authority = issuer.authority();
        return new TlsIdentity(authority, context(keys, issuer.issue(keys, kind), authority));
    }

    private static SSLContext context(KeyPair keys, Certificate... chain) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("Every JDK has PKCS#12 and TLS", impossible);
        }
    }

    /**
     * Writes the authority as PEM.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    void writeAuthority(Path file) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + file, failed);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
