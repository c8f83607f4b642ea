package dev.ksef.adapter.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;

/** The curve that KSeF issues certificates on. */
final class Curve {

    static final String P_256_NAME = "secp256r1";
    static final EllipticCurve P_256 = p256();

    private Curve() {}

    private static EllipticCurve p256() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(P_256_NAME));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has P-256", impossible);
        }
    }
}
