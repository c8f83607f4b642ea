package dev.ksef.simulator;

import dev.ksef.simulator.publickey.PublishedKeyRing;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

    private final Map<Usage, PublishedKeyRing> rings = new EnumMap<>(Usage.class);

    EncryptionKeys(InstantSource clock) {
        for (Usage usage : Usage.values()) {
            rings.put(usage, new PublishedKeyRing(usage.wireName, clock));
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
