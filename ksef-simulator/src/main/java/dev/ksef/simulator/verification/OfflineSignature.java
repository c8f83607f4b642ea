package dev.ksef.simulator.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Verifies the signature of a KOD II: RSASSA-PSS with SHA-256 and a salt of 32 bytes, or ECDSA as r and s or in DER.
 */
final class OfflineSignature {

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private OfflineSignature() {}

    static boolean verifies(PublicKey key, String text, byte[] value) {
        if (key.getAlgorithm().equals("RSA")) {
            return verifies("RSASSA-PSS", key, text, value);
        }
        return verifies("SHA256withECDSAinP1363Format", key, text, value)
                || verifies("SHA256withECDSA", key, text, value);
    }

    private static boolean verifies(String algorithm, PublicKey key, String text, byte[] value) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(PSS);
            }
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(value);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }
}
