package dev.ksef.domain.auth;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefToken;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.port.signing.XadesSigner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The credentials with which an application signs in to KSeF. */
public sealed interface Credentials {

    /** Returns the name that identifies these credentials, also after a restart. */
    CredentialsId id();

    /** The same credentials under another name. */
    Credentials named(CredentialsId id);

    /**
     * Returns a KSeF token, named by its fingerprint.
     *
     * @throws IllegalArgumentException if it is null or blank (such as an environment variable that is not set), or longer than
     *     KSeF's tokens are
     */
    static TokenCredentials ksefToken(@Nullable String token) {
        if (token == null) {
            throw new IllegalArgumentException("The KSeF token is missing: null was given");
        }
        return ksefToken(KsefToken.of(token));
    }

    /** Returns a KSeF token, named by its fingerprint. */
    static TokenCredentials ksefToken(KsefToken token) {
        return new TokenCredentials(token, AllowedIps.ANY, CredentialsFingerprint.of(token));
    }

    /**
     * Returns a certificate with a signer for its key, named by the fingerprint of the certificate; KSeF identifies the signer
     * by the subject of the certificate. The same certificate with other options has the same name, so stored tokens stay in
     * use until they expire.
     */
    static CertificateCredentials certificate(XadesSigner signer) {
        return new CertificateCredentials(signer, XadesOptions.USUAL, CredentialsFingerprint.of(signer.certificate()));
    }

    /**
     * Returns the credentials of a person who signs elsewhere: in Profil Zaufany, with a card in another machine, or in a
     * desktop tool. Such a sign-in takes two steps, see {@link XadesSignIn}. The tokens are refreshed as long as KSeF allows.
     * After that calls fail until the person signs again.
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

        /** Returns a copy for access tokens that may only be used from these addresses. */
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

        /** Returns a copy that identifies by the fingerprint of the certificate, to which rights were granted before. */
        public CertificateCredentials byFingerprint() {
            return with(options.byFingerprint());
        }

        /** Returns a copy for access tokens that may only be used from these addresses. */
        public CertificateCredentials from(AllowedIps ips) {
            return with(options.from(ips));
        }

        /** Returns a copy with another version of the document. */
        public CertificateCredentials in(Version version) {
            return with(options.in(version));
        }

        /**
         * Returns a copy with which KSeF verifies the chain of the certificate, also in environments that accept self-made
         * ones.
         */
        public CertificateCredentials verifyingChain() {
            return with(options.verifyingChain());
        }

        /** Returns a copy with these options. */
        public CertificateCredentials with(XadesOptions other) {
            return new CertificateCredentials(signer, other, id);
        }

        @Override
        public CertificateCredentials named(CredentialsId other) {
            return new CertificateCredentials(signer, options, other);
        }
    }

    /**
     * Credentials of a person who signs elsewhere.
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
