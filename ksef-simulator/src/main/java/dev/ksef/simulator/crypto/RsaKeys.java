package dev.ksef.simulator.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Generates RSA keys, and unwraps with them as KSeF does. */
public final class RsaKeys {

    private static final int BITS = 2048;

    /** The parameters in full: by the name of the transformation alone, the JDK would use MGF1 with SHA-1. */
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    /** How many simulators of a JVM begin with keys that differ. */
    private static final int KEPT = 3;

    private static final Map<String, AtomicInteger> TURNS = new ConcurrentHashMap<>();
    private static final Map<String, KeyPair> FIRST = new ConcurrentHashMap<>();

    private RsaKeys() {}

    /**
     * The keys that a simulator begins with. They are made a few times for each JVM and then taken in turns: to make
     * them costs more than all else that a short test with a simulator of its own does, and they protect nothing. A
     * simulator never has those of the two before it, so that whoever confuses two of them is still refused.
     *
     * @param usage what they are for: each usage has keys of its own
     */
    public static KeyPair first(String usage) {
        int turn = TURNS.computeIfAbsent(usage, none -> new AtomicInteger()).getAndIncrement();
        return FIRST.computeIfAbsent(usage + " " + Math.floorMod(turn, KEPT), none -> generate());
    }

    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has RSA", impossible);
        }
    }

    /** The plain bytes; nothing if they were not wrapped for this key with OAEP, SHA-256 and MGF1 with SHA-256. */
    public static Optional<byte[]> unwrap(PrivateKey key, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, OAEP);
            return Optional.of(cipher.doFinal(wrapped));
        } catch (BadPaddingException | IllegalBlockSizeException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has RSA-OAEP", impossible);
        }
    }
}
