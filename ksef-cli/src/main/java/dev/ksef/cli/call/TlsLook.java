package dev.ksef.cli.call;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands with a server over TLS, through the proxy of this machine if there is one, and tells by what and with whom;
 * also of a certificate that is not trusted, since its issuer tells whose it is: often that of a proxy that reads along.
 */
public final class TlsLook {

    private static final int HTTPS = 443;
    private static final int WAIT_MILLIS = (int) Duration.ofSeconds(15).toMillis();

    private final Words words;

    public TlsLook(Words words) {
        this.words = words;
    }

    /** @throws Failure if there is no connection that can be trusted */
    public String at(URI api) {
        if (!"https".equals(api.getScheme())) {
            return words.get("doctor.no-tls");
        }
        int port = api.getPort() < 0 ? HTTPS : api.getPort();
        var shown = new AtomicReference<@Nullable X509Certificate>();
        Proxy proxy = ProxySelector.getDefault().select(api).stream()
                .filter(each -> each.type() != Proxy.Type.DIRECT)
                .findFirst()
                .orElse(Proxy.NO_PROXY);
        try (var plain = new Socket(proxy)) {
            plain.connect(
                    proxy == Proxy.NO_PROXY
                            ? new InetSocketAddress(api.getHost(), port)
                            : InetSocketAddress.createUnresolved(api.getHost(), port),
                    WAIT_MILLIS);
            plain.setSoTimeout(WAIT_MILLIS);
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Remembering(trusted(), shown)}, null);
            try (var secured = (SSLSocket) context.getSocketFactory().createSocket(plain, api.getHost(), port, true)) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                return told(secured.getSession(), shown.get());
            }
        } catch (IOException | GeneralSecurityException failed) {
            X509Certificate certificate = shown.get();
            throw new Failure(
                    ExitCode.NETWORK,
                    failed.getMessage() + (certificate == null ? "" : " (" + told(certificate) + ")"));
        }
    }

    private String told(SSLSession session, @Nullable X509Certificate certificate) {
        return session.getProtocol() + ", " + session.getCipherSuite()
                + (certificate == null ? "" : ", " + told(certificate));
    }

    private String told(X509Certificate certificate) {
        return words.get(
                "doctor.server-certificate",
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotAfter().toInstant());
    }

    private static X509TrustManager trusted() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager trusted) {
                return trusted;
            }
        }
        throw new CertificateException("This Java trusts nobody");
    }

    /** Judges as this Java does, and keeps the certificate that it was shown. The name is checked by the connection. */
    private record Remembering(X509TrustManager trusted, AtomicReference<@Nullable X509Certificate> shown)
            implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trusted.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (chain.length > 0) {
                shown.set(chain[0]);
            }
            trusted.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trusted.getAcceptedIssuers();
        }
    }
}
