package dev.ksef.model.signature;

import dev.ksef.model.error.KsefSigningException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.stream.Stream;

/**
 * Refuses keys that KSeF does not accept. KSeF accepts RSA from 2048 bits and EC from 256 bits; this SDK accepts only the
 * curves that every JDK has.
 */
final class KeyRules {

    private static final int LEAST_RSA_BITS = 2048;

    private KeyRules() {}

    static void check(PublicKey key, String whose) {
        if (key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS) {
                throw refused(whose, "an RSA key of " + bits + " bits");
            }
        } else if (key instanceof ECPublicKey ec) {
            if (Stream.of("secp256r1", "secp384r1", "secp521r1").noneMatch(curve -> isOn(curve, ec.getParams()))) {
                throw refused(
                        whose, "an EC key of " + ec.getParams().getOrder().bitLength() + " bits on another curve");
            }
        } else {
            throw refused(whose, "a key of kind " + key.getAlgorithm());
        }
    }

    private static boolean isOn(String curve, ECParameterSpec parameters) {
        try {
            var named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(curve));
            ECParameterSpec expected = named.getParameterSpec(ECParameterSpec.class);
            return expected.getCurve().equals(parameters.getCurve())
                    && expected.getOrder().equals(parameters.getOrder());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has the curve " + curve, impossible);
        }
    }

    private static KsefSigningException refused(String whose, String what) {
        return new KsefSigningException(
                "The certificate " + whose + " has " + what
                        + ": KSeF accepts RSA of at least 2048 bits, and this SDK also P-256, P-384 and P-521 (https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md)");
    }
}
