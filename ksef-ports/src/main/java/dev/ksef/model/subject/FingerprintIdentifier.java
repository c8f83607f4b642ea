package dev.ksef.model.subject;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.TextValue;
import java.util.Objects;

/** Who acts for an EU entity: known to KSeF by the fingerprint of the certificate alone. */
public record FingerprintIdentifier(Type type, CertificateFingerprint value) {

    /**
     * @throws IllegalArgumentException if the fingerprint has another form
     */
    public FingerprintIdentifier {
        Objects.requireNonNull(type, "type");
        value = CertificateFingerprint.of(value.value());
    }

    /**
     * Returns the identifier of whoever signs in with this certificate.
     *
     * @throws IllegalArgumentException if the fingerprint has another form
     */
    public static FingerprintIdentifier of(CertificateFingerprint fingerprint) {
        return new FingerprintIdentifier(Type.FINGERPRINT, fingerprint);
    }

    /** The only kind. */
    public enum Type implements TextValue {
        FINGERPRINT("Fingerprint");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
