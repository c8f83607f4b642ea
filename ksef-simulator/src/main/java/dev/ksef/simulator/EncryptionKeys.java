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

/** The keys that clients encrypt for: one for KSeF tokens, one for symmetric keys, both made on first use. */
final class EncryptionKeys {

    enum Usage {
        KSEF_TOKEN("KsefTokenEncryption"),
        SYMMETRIC_KEY("SymmetricKeyEncryption");

        private final String wireName;

        Usage(String wireName) {
            this.wireName = wireName;
        }
    }

    private record CertifiedKey(KeyPair keys, X509Certificate certificate) {

        String publicKeyId() {
            return Sha256.base64(keys.getPublic().getEncoded());
        }
    }

    private final Map<Usage, Lazy<CertifiedKey>> keys = new EnumMap<>(Usage.class);

    EncryptionKeys(InstantSource clock) {
        for (Usage usage : Usage.values()) {
            keys.put(usage, new Lazy<>(() -> make(clock)));
        }
    }

    private static CertifiedKey make(InstantSource clock) {
        KeyPair pair = RsaKeys.generate();
        return new CertifiedKey(pair, Certificates.forEncryption(pair, clock.instant()));
    }

    /** What {@code GET /security/public-key-certificates} says. */
    ArrayNode json() {
        ArrayNode list = Json.array();
        for (Usage usage : Usage.values()) {
            CertifiedKey key = key(usage);
            byte[] der = der(key.certificate());
            list.addObject()
                    .put("certificate", Base64.getEncoder().encodeToString(der))
                    .put("certificateId", Sha256.base64(der))
                    .put("publicKeyId", key.publicKeyId())
                    .put(
                            "validFrom",
                            Timestamps.json(key.certificate().getNotBefore().toInstant()))
                    .put(
                            "validTo",
                            Timestamps.json(key.certificate().getNotAfter().toInstant()))
                    .putArray("usage")
                    .add(usage.wireName);
        }
        return list;
    }

    /**
     * Refuses a key id that this usage does not have. Without an id the current key is meant.
     *
     * @throws BadRequest 21470
     */
    void requireKnown(Usage usage, @Nullable String publicKeyId) {
        if (publicKeyId != null && !publicKeyId.equals(key(usage).publicKeyId())) {
            throw BadRequest.unknownKey(publicKeyId);
        }
    }

    /** The plain bytes, unless they were not encrypted for the key of this usage. */
    Optional<byte[]> unwrap(Usage usage, byte[] wrapped) {
        return RsaKeys.unwrap(key(usage).keys().getPrivate(), wrapped);
    }

    private CertifiedKey key(Usage usage) {
        Lazy<CertifiedKey> key = keys.get(usage);
        if (key == null) {
            throw new IllegalStateException("No key for " + usage);
        }
        return key.get();
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
