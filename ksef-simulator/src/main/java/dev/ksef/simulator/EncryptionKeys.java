package dev.ksef.simulator;

import dev.ksef.simulator.publickey.PublishedKeyRing;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that clients encrypt for: one for KSeF tokens and one for symmetric keys. Each is made on first use and
 * rotated on command. Thread-safe.
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

    private final Map<Usage, PublishedKeyRing> rings = new EnumMap<>(Usage.class);

    EncryptionKeys(InstantSource clock) {
        for (Usage usage : Usage.values()) {
            rings.put(usage, new PublishedKeyRing(usage.wireName, clock));
        }
    }

    private EncryptionKeys(Map<Usage, PublishedKeyRing> rings) {
        this.rings.putAll(rings);
    }

    /** The keys as they were before any rotation. */
    EncryptionKeys asAtStart() {
        Map<Usage, PublishedKeyRing> first = new EnumMap<>(Usage.class);
        rings.forEach((usage, ring) -> first.put(usage, ring.asAtStart()));
        return new EncryptionKeys(first);
    }

    /** Gives the current key a new certificate in place of the old one. Its {@code publicKeyId} stays. */
    public void recertify(Usage usage) {
        ring(usage).recertify();
    }

    /**
     * Publishes a new key beside the others, which stay good until {@link #finishRotation}. The new key has the latest
     * {@code validFrom}.
     */
    public void rotatePlanned(Usage usage) {
        ring(usage).add();
    }

    /** Withdraws all keys but the newest. From now on KSeF answers their {@code publicKeyId} with 21470. */
    public void finishRotation(Usage usage) {
        ring(usage).keepNewest();
    }

    /**
     * Replaces all keys by a new one at once. From now on KSeF answers the {@code publicKeyId} of the old ones with
     * 21470.
     */
    public void rotateEmergency(Usage usage) {
        ring(usage).replace();
    }

    /** The keys of one usage. */
    PublishedKeyRing ring(Usage usage) {
        PublishedKeyRing ring = rings.get(usage);
        if (ring == null) {
            throw new IllegalStateException("No keys for " + usage);
        }
        return ring;
    }

    /** The keys of all usages, in the order of {@link Usage}. */
    List<PublishedKeyRing> rings() {
        return List.copyOf(rings.values());
    }
}
