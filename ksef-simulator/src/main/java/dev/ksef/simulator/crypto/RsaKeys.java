package dev.ksef.simulator.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
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

    private RsaKeys() {}

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
