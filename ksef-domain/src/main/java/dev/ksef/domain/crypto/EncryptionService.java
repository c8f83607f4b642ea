package dev.ksef.domain.crypto;

import dev.ksef.domain.auth.EncryptedToken;
import dev.ksef.model.ContentKey;
import dev.ksef.model.KsefToken;
import dev.ksef.model.PublicKeyCertificate;
import dev.ksef.model.PublicKeyCertificate.Usage;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.session.EncryptionInfo;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.Deadline;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;

/** Encrypts for KSeF: tokens for a sign-in, content keys for sessions. */
public final class EncryptionService {

    private final PublicKeys keys;
    private final CryptoEngine crypto;

    public EncryptionService(PublicKeys keys, CryptoEngine crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    /** The token encrypted for a challenge, with the key that is current. */
    public EncryptedToken encryptToken(KsefToken token, AuthChallenge challenge, Deadline deadline) {
        return encryptToken(token, challenge, keys.current(Usage.KSEF_TOKEN_ENCRYPTION, deadline));
    }

    /** The token encrypted for a challenge, with the given key. */
    public EncryptedToken encryptToken(KsefToken token, AuthChallenge challenge, PublicKeyCertificate key) {
        byte[] secret = (token.reveal() + "|" + challenge.timestampMs()).getBytes(StandardCharsets.UTF_8);
        return new EncryptedToken(wrapped(secret, key), key.publicKeyId());
    }

    /** The content key wrapped for KSeF with the given key. */
    public EncryptionInfo encryptionInfo(ContentKey contentKey, PublicKeyCertificate key) {
        return new EncryptionInfo(
                wrapped(contentKey.key(), key),
                Base64.getEncoder().encodeToString(contentKey.initializationVector()),
                key.publicKeyId());
    }

    /**
     * Does something with the key for a purpose, and once more with a new one if KSeF answers that it does not know the
     * first any more (21470).
     */
    public <T> T with(Usage usage, Deadline deadline, Function<PublicKeyCertificate, T> act) {
        return keys.with(usage, deadline, act);
    }

    private String wrapped(byte[] secret, PublicKeyCertificate key) {
        try {
            return Base64.getEncoder().encodeToString(crypto.wrap(secret, publicKey(key)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static PublicKey publicKey(PublicKeyCertificate key) {
        try {
            byte[] der = Base64.getDecoder().decode(key.certificate());
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
        } catch (CertificateException | IllegalArgumentException broken) {
            throw new KsefCryptoException(
                    "The certificate that KSeF publishes for key " + key.publicKeyId()
                            + " cannot be read as X.509 in DER and Base64",
                    broken);
        }
    }
}
