package dev.ksef.model.encryption;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public key with which to encrypt for the Ministry, as KSeF publishes it. Whether it is usable is checked later, so that one
 * bad entry does not spoil the others.
 *
 * @param certificate Base64 of the DER form of an X.509 certificate
 * @param certificateId Base64 of the SHA-256 of the certificate
 * @param publicKeyId identifies the key in requests; stays the same if only the certificate is renewed
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

    /** The purposes of a key. */
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
