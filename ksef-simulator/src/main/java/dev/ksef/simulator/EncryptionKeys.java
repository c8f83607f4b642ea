package dev.ksef.simulator;

import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The keys that clients encrypt for: one for KSeF tokens, one for symmetric keys, both made on first use, and rotated on
 * command. Thread-safe.
 */
public final class EncryptionKeys {

    /** What a key is for. */
    public enum Usage {
        /** KSeF tokens at sign-in. */
        KSEF_TOKEN("KsefTokenEncryption"),
        /** The keys of sessions. */
        SYMMETRIC_KEY("SymmetricKeyEncryption");

        private final String wireName;

        Usage(String wireName) {
            this.wireName = wireName;
        }
    }

    /** A key with its newest certificate. */
    record CertifiedKey(KeyPair keys, X509Certificate certificate) {

        String publicKeyId() {
            return Sha256.base64(keys.getPublic().getEncoded());
        }

        /** The plain bytes, unless they were not encrypted for this key. */
        Optional<byte[]> unwrap(byte[] wrapped) {
            return RsaKeys.unwrap(keys.getPrivate(), wrapped);
        }
    }

    private final Map<Usage, KeyRing> rings = new EnumMap<>(Usage.class);

    EncryptionKeys(InstantSource clock) {
        for (Usage usage : Usage.values()) {
            rings.put(usage, new KeyRing(clock));
        }
    }

    /** The current key gets a new certificate in place of the old one; its {@code publicKeyId} stays. */
    public void recertify(Usage usage) {
        ring(usage).recertify();
    }

    /**
     * A new key is published beside the others, which stay good until {@link #finishRotation}. It is the one with the
     * latest start.
     */
    public void rotatePlanned(Usage usage) {
        ring(usage).add();
    }

    /** All keys but the newest are withdrawn: their {@code publicKeyId} is answered by 21470 from now on. */
    public void finishRotation(Usage usage) {
        ring(usage).keepNewest();
    }

    /** A new key takes the place of all others at once: their {@code publicKeyId} is answered by 21470 from now on. */
    public void rotateEmergency(Usage usage) {
        ring(usage).replace();
    }

    /** What {@code GET /security/public-key-certificates} says. */
    ArrayNode json() {
        ArrayNode list = Json.array();
        for (Usage usage : Usage.values()) {
            ring(usage).published().forEach(key -> add(list, usage, key));
        }
        return list;
    }

    private static void add(ArrayNode list, Usage usage, CertifiedKey key) {
        byte[] der = der(key.certificate());
        list.addObject()
                .put("certificate", Base64.getEncoder().encodeToString(der))
                .put("certificateId", Sha256.base64(der))
                .put("publicKeyId", key.publicKeyId())
                .put(
                        "validFrom",
                        Timestamps.json(key.certificate().getNotBefore().toInstant()))
                .put("validTo", Timestamps.json(key.certificate().getNotAfter().toInstant()))
                .putArray("usage")
                .add(usage.wireName);
    }

    /**
     * The key that a request names. Without an id the newest is meant.
     *
     * @throws BadRequest 21470 if it is not published for this usage
     */
    CertifiedKey named(Usage usage, @Nullable String publicKeyId) {
        KeyRing ring = ring(usage);
        return publicKeyId == null
                ? ring.newest()
                : ring.find(publicKeyId).orElseThrow(() -> BadRequest.unknownKey(publicKeyId));
    }

    private KeyRing ring(Usage usage) {
        KeyRing ring = rings.get(usage);
        if (ring == null) {
            throw new IllegalStateException("No keys for " + usage);
        }
        return ring;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
