package dev.ksef.simulator.tls;

import dev.ksef.simulator.crypto.EcKeys;
import dev.ksef.simulator.crypto.LazyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The identity of a simulator over TLS. Its key and certificates are made when a client or caller first needs them. */
public final class TlsIdentity {

    /** What is shown to clients, and the authority that they have to trust. */
    record Shown(KeyPair keys, X509Certificate certificate, X509Certificate authority) {

        private static Shown make(TlsCertificateTerms terms) {
            // The system's time, whatever the simulator's is: clients judge certificates by theirs.
            TlsIssuer issuer = new TlsIssuer(Instant.now());
            KeyPair keys = EcKeys.generate();
            return new Shown(keys, issuer.issue(keys, terms), issuer.authority());
        }
    }

    private final LazyValue<Shown> shown;

    public TlsIdentity(TlsCertificateTerms terms) {
        this(() -> Shown.make(terms));
    }

    public TlsIdentity(Supplier<Shown> source) {
        this.shown = new LazyValue<>(source);
    }

    /** The certificate that a client has to trust. */
    public X509Certificate authority() {
        return shown.get().authority();
    }

    /** The context that a server listens with. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // No client shows a certificate: without a list of whom to trust the JDK's own is not read.
            context.init(new KeyManager[] {new TlsServerKey(shown)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has TLS", impossible);
        }
    }

    /**
     * Writes the authority as PEM.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeAuthority(Path file) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(authority().getEncoded());
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
