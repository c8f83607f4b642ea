package dev.ksef.model.encryption;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public key of the Ministry, to encrypt for it, as KSeF publishes it: whether it is fit for that is seen later, so that
 * one odd entry costs no other.
 *
 * @param certificate Base64 of the DER form of an X.509 certificate
 * @param certificateId Base64 of the SHA-256 of the certificate
 * @param publicKeyId names the key in requests; stays the same when only the certificate is renewed
 */
public record PublicKeyCertificate(
        @Nullable String certificate,
        @Nullable String certificateId,
        @Nullable PublicKeyId publicKeyId,
        @Nullable OffsetDateTime validFrom,
        @Nullable OffsetDateTime validTo,
        List<OpenEnum<Usage>> usage) {

    public PublicKeyCertificate {
        usage = ReceivedCollections.list(usage);
    }

    /** Tells whether it may be used for the given purpose. */
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
