package dev.ksef.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A public key of the Ministry, to encrypt for it.
 *
 * @param certificate Base64 of the DER form of an X.509 certificate
 * @param publicKeyId names the key in requests; stays the same when only the certificate is renewed
 */
public record PublicKeyCertificate(
        String certificate,
        @Nullable String certificateId,
        PublicKeyId publicKeyId,
        OffsetDateTime validFrom,
        OffsetDateTime validTo,
        List<Open<Usage>> usage) {

    public PublicKeyCertificate {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(publicKeyId, "publicKeyId");
        Objects.requireNonNull(validFrom, "validFrom");
        Objects.requireNonNull(validTo, "validTo");
        usage = Taken.list(usage);
    }

    /** Whether it may be used for the given purpose. */
    public boolean serves(Usage purpose) {
        return usage.stream().anyMatch(use -> use.is(purpose));
    }

    /** What a key may encrypt. */
    public enum Usage implements TextValue {
        KSEF_TOKEN_ENCRYPTION("KsefTokenEncryption"),
        SYMMETRIC_KEY_ENCRYPTION("SymmetricKeyEncryption");

        private final String value;

        Usage(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
