package dev.ksef.domain.auth;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefToken;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.port.signing.XadesSigner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an application signs in to KSeF with. */
public sealed interface Credentials {

    /** The name that tells these credentials from others, also after a restart. */
    CredentialsId id();

    /** The same credentials under another name. */
    Credentials named(CredentialsId id);

    /**
     * A KSeF token, named by its fingerprint.
     *
     * @throws IllegalArgumentException if it is null or blank (such as an environment variable that is not set), or
     *     longer than KSeF's tokens are
     */
    static TokenCredentials ksefToken(@Nullable String token) {
        if (token == null) {
            throw new IllegalArgumentException("The KSeF token is missing: null was given");
        }
        return ksefToken(KsefToken.of(token));
    }

    /** A KSeF token, named by its fingerprint. */
    static TokenCredentials ksefToken(KsefToken token) {
        return new TokenCredentials(token, AllowedIps.ANY, CredentialsFingerprint.of(token));
    }

    /**
     * A certificate with a signer for its key, named by the fingerprint of the certificate; KSeF knows who signs by the
     * subject of the certificate. The same certificate with other options has the same name: tokens that are kept from
     * before are used to their end.
     */
    static CertificateCredentials certificate(XadesSigner signer) {
        return new CertificateCredentials(signer, XadesOptions.USUAL, CredentialsFingerprint.of(signer.certificate()));
    }

    /**
     * The signature of somebody who signs elsewhere: in Profil Zaufany, with a card in another machine, or in a desktop
     * tool. Signing in takes two steps and a human, see {@link XadesSignIn}. The tokens are refreshed for as long as KSeF
     * allows; then calls fail until somebody signs again.
     *
     * @param id a name for who signs
     */
    static Credentials signedElsewhere(CredentialsId id) {
        return new SignedElsewhere(id);
    }

    /**
     * Credentials that are a KSeF token.
     *
     * @param allowedIps from where the access tokens may be used
     * @param id its name
     */
    record TokenCredentials(KsefToken token, AllowedIps allowedIps, CredentialsId id) implements Credentials {

        public TokenCredentials {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(allowedIps, "allowedIps");
            Objects.requireNonNull(id, "id");
        }

        /** The same for access tokens that may be used from these addresses alone. */
        public TokenCredentials from(AllowedIps ips) {
            return new TokenCredentials(token, ips, id);
        }

        @Override
        public TokenCredentials named(CredentialsId other) {
            return new TokenCredentials(token, allowedIps, other);
        }
    }

    /**
     * Credentials that are a certificate with a signer for its key.
     *
     * @param id its name
     */
    record CertificateCredentials(XadesSigner signer, XadesOptions options, CredentialsId id) implements Credentials {

        public CertificateCredentials {
            Objects.requireNonNull(signer, "signer");
            Objects.requireNonNull(options, "options");
            Objects.requireNonNull(id, "id");
        }

        /** The same by the fingerprint of the certificate, to which rights were granted before. */
        public CertificateCredentials byFingerprint() {
            return with(options.byFingerprint());
        }

        /** The same for access tokens that may be used from these addresses alone. */
        public CertificateCredentials from(AllowedIps ips) {
            return with(options.from(ips));
        }

        /** The same in another version of the document. */
        public CertificateCredentials in(Version version) {
            return with(options.in(version));
        }

        /** The same, and KSeF verifies the chain of the certificate, also where it takes self-made ones. */
        public CertificateCredentials verifyingChain() {
            return with(options.verifyingChain());
        }

        /** The same with these options. */
        public CertificateCredentials with(XadesOptions other) {
            return new CertificateCredentials(signer, other, id);
        }

        @Override
        public CertificateCredentials named(CredentialsId other) {
            return new CertificateCredentials(signer, options, other);
        }
    }

    /**
     * Credentials that are not here: somebody signs elsewhere.
     *
     * @param id the name of who signs
     */
    record SignedElsewhere(CredentialsId id) implements Credentials {

        public SignedElsewhere {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public SignedElsewhere named(CredentialsId other) {
            return new SignedElsewhere(other);
        }
    }
}
