package dev.ksef.domain.crypto;

import dev.ksef.domain.internal.Sha256Digest;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefCryptoException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A public key of the Ministry that is fit to encrypt with: RSA of at least 2048 bits, named by its own hash.
 *
 * <p>Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/bezpieczenstwo/klucze-publiczne-do-szyfrowania.md">klucze-publiczne-do-szyfrowania</a>,
 * section 2.
 *
 * @param id names the key in requests
 * @param validFrom the first instant at which it may be used
 * @param validTo the first instant at which it may not be used any more
 * @param usages what it may encrypt, at least one
 */
public record EncryptionKey(PublicKeyId id, PublicKey key, Instant validFrom, Instant validTo, Set<Usage> usages) {

    private static final int LEAST_BITS = 2048;

    /**
     * @throws KsefCryptoException if the key is not RSA of at least 2048 bits, or the id is not the hash of the key
     * @throws IllegalArgumentException if there is no usage
     */
    public EncryptionKey {
        requireStrongRsa(key);
        PublicKeyId hash = hash(key);
        if (!hash.equals(id)) {
            throw new KsefCryptoException(
                    "Its id is " + id + ", but the hash of its key is " + hash + ": one of them is not the Ministry's",
                    null);
        }
        if (usages.isEmpty()) {
            throw new IllegalArgumentException("A key needs at least one usage");
        }
        usages = Set.copyOf(usages);
    }

    /**
     * Returns a bare key, named by its hash, without limits in time. Without usages it is for all.
     *
     * @throws KsefCryptoException if it is not RSA of at least 2048 bits
     */
    public static EncryptionKey of(PublicKey key, Usage... usages) {
        return of(key, Instant.MIN, Instant.MAX, usages);
    }

    /**
     * Returns a bare key, named by its hash. Without usages it is for all.
     *
     * @throws KsefCryptoException if it is not RSA of at least 2048 bits
     */
    public static EncryptionKey of(PublicKey key, Instant validFrom, Instant validTo, Usage... usages) {
        return new EncryptionKey(
                hash(key), key, validFrom, validTo, Set.of(usages.length == 0 ? Usage.values() : usages));
    }

    /**
     * Returns the keys of certificates or of bare public keys in one file: DER, PEM with any number of them and comments
     * between, or Base64. Certificates bring their validity along. Without usages the keys are for all.
     *
     * @throws KsefCryptoException if there is none, or if one cannot be read or is not RSA of at least 2048 bits
     */
    public static List<EncryptionKey> read(byte[] file, Usage... usages) {
        return PublicKeyFile.read(file, usages);
    }

    /**
     * Returns the Base64 of the SHA-256 of the key's SubjectPublicKeyInfo.
     *
     * @throws KsefCryptoException if the key has no such form
     */
    static PublicKeyId hash(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new KsefCryptoException("A public key of type " + key.getAlgorithm() + " has no encoding", null);
        }
        return new PublicKeyId(Base64.getEncoder().encodeToString(Sha256Digest.of(encoded)));
    }

    /** Tells whether it may be used at that instant. */
    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(validFrom) && instant.isBefore(validTo);
    }

    private static void requireStrongRsa(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa) || !"RSA".equals(key.getAlgorithm())) {
            throw new KsefCryptoException(
                    "Its key is " + key.getAlgorithm() + ", but KSeF is encrypted for with RSA", null);
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw new KsefCryptoException(
                    "Its RSA key has " + bits + " bits, at least " + LEAST_BITS + " are wanted", null);
        }
    }

    /** Its name, time and purpose. */
    @Override
    public String toString() {
        return "EncryptionKey " + id + " for " + usages + ", valid from " + validFrom + " to " + validTo;
    }
}
