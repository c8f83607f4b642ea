package dev.ksef.domain.certificate;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plan for replacing a certificate: with which new key, and how the new certificate is proven before the old one is
 * revoked.
 *
 * @param old the certificate that is to be replaced
 * @param type the type of both certificates
 * @param credentials makes credentials of the new certificate's signer; signing in with them proves a certificate of type
 *     Authentication. Null for type Offline, which a trial signature proves
 * @param name the new certificate's name; the old one's if null
 * @param validFrom from when on the new certificate is valid; from its issue if null
 */
public record RenewalPlan(
        CertificateSerialNumber old,
        CertificateType type,
        NewKey newKey,
        @Nullable Function<Signer, Credentials> credentials,
        @Nullable String name,
        @Nullable Instant validFrom) {

    /**
     * @throws IllegalArgumentException if the name is none that KSeF takes, or the proof is not that of the type
     */
    public RenewalPlan {
        CertificateSerialNumber.of(old.value());
        Objects.requireNonNull(newKey, "newKey");
        if ((type == CertificateType.AUTHENTICATION) != (credentials != null)) {
            throw new IllegalArgumentException(
                    "A certificate of type Authentication is proven by signing in, one of type Offline by a trial signature");
        }
        if (name != null) {
            EnrollCertificate.requireName(name);
        }
    }

    /**
     * Returns a plan for a certificate to sign in with. The new one is proven by a sign-in of its own.
     *
     * @param credentials for example {@code signer -> Credentials.certificate(DssXadesSigner.of(signer))}
     */
    public static RenewalPlan ofAuthentication(
            CertificateSerialNumber old, NewKey newKey, Function<Signer, Credentials> credentials) {
        return new RenewalPlan(old, CertificateType.AUTHENTICATION, newKey, credentials, null, null);
    }

    /**
     * Returns a plan for a certificate that signs the codes of offline invoices. The new one is proven by a trial signature.
     */
    public static RenewalPlan ofOffline(CertificateSerialNumber old, NewKey newKey) {
        return new RenewalPlan(old, CertificateType.OFFLINE, newKey, null, null, null);
    }

    /** The same plan, with another name than the old certificate's: 5 to 100 characters. */
    public RenewalPlan named(String otherName) {
        return new RenewalPlan(old, type, newKey, credentials, otherName, validFrom);
    }

    /**
     * The same plan, for a certificate that is valid from another moment than its issue. Until then it cannot be proven.
     */
    public RenewalPlan validFrom(Instant moment) {
        return new RenewalPlan(old, type, newKey, credentials, name, moment);
    }

    /** Returns the type and number of the certificate that is replaced. */
    @Override
    public String toString() {
        return "RenewalPlan[" + type + " " + old + "]";
    }
}
