package dev.ksef.adapter.feign.failure;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in words why no secure connection came about. */
final class TlsFailure {

    /** How messages of the JDK begin when the first bytes that come are not TLS. */
    private static final Set<String> NO_TLS =
            Set.of("Unrecognized SSL message", "Unsupported or unrecognized SSL message");

    private static final Pattern VERSION = Pattern.compile("protocol[_ ]version", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("NotAfter: ([\\w :+-]{1,40})");

    private TlsFailure() {}

    /** Tells whether the handshake failed. Nothing of the request was sent then. */
    static boolean isHandshakeFailure(Throwable cause) {
        return cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException || isNoTls(cause);
    }

    private static boolean isNoTls(Throwable cause) {
        return cause instanceof SSLException && NO_TLS.stream().anyMatch(said(cause)::startsWith);
    }

    /** Returns the reason, for a message; empty if the cause has nothing to do with TLS. */
    static Optional<String> reason(Throwable cause) {
        if (isOfCertificate(cause)) {
            return Optional.of(certificate(cause));
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return Optional.of(otherName());
        }
        return isHandshakeFailure(cause) ? Optional.of(handshake(cause)) : Optional.empty();
    }

    private static String handshake(Throwable cause) {
        if (isNoTls(cause)) {
            return "the server does not speak TLS: check scheme and port of the address, and proxies";
        }
        return VERSION.matcher(said(cause)).find()
                ? "the server offers no safe TLS version: 1.2 or later is needed; check proxies"
                : "the TLS handshake failed: check trusted certificates and proxies";
    }

    private static boolean isOfCertificate(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertPathBuilderException;
    }

    private static String certificate(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            Matcher end = END.matcher(said(cause));
            return "the server's certificate has expired" + (end.find() ? ", it was valid until " + end.group(1) : "")
                    + ": check the clock of this machine, and proxies";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the server's certificate is not valid yet: check the clock of this machine";
        }
        // The JDK has no type of its own for it, and all others have one.
        return cause.getClass() == CertificateException.class ? otherName() : untrusted();
    }

    private static String otherName() {
        return "the server's certificate is for another host name: check the address, and proxies";
    }

    private static String untrusted() {
        return "the server's certificate is not trusted: check proxies, or trust its issuer by the settings for TLS";
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
