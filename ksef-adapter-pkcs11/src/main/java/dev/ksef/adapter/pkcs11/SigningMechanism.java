package dev.ksef.adapter.pkcs11;

import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.List;
import javax.crypto.Cipher;

/**
 * A service of SunPKCS11 that can make a signature. The service exists if the device has the mechanism for it. If a device
 * lacks a mechanism, SunPKCS11 itself hashes and pads for PKCS1-v1_5 and ECDSA, but not for RSASSA-PSS.
 *
 * @param type of the service, such as {@code Signature}
 * @param service name of the service
 */
record SigningMechanism(String type, String service, SigningFunction function) {

    private static final String PKCS1 = "RSA/ECB/PKCS1Padding";
    private static final String RAW = "RSA/ECB/NoPadding";
    private static final String RAW_ECDSA = "NONEwithECDSAinP1363Format";

    @FunctionalInterface
    interface SigningFunction {
        byte[] sign(Provider provider, PrivateKey key, byte[] input) throws GeneralSecurityException;
    }

    /** Returns the mechanisms that sign data, best first. ECDSA comes as r||s, as PKCS#11 has it. */
    static List<SigningMechanism> forData(SignatureAlgorithm algorithm, PublicKey key) {
        if (algorithm != SignatureAlgorithm.RSA_PSS_SHA256) {
            return List.of(signature(algorithm.jcaName(), false));
        }
        return List.of(
                signature("RSASSA-PSS", true),
                signature("SHA256withRSASSA-PSS", true),
                cipher(RAW, data -> EmsaPadding.pss(hash(algorithm, data), bits(key))));
    }

    /** Returns the mechanisms that sign a hash. */
    static List<SigningMechanism> forDigest(SignatureAlgorithm algorithm, PublicKey key) {
        if (algorithm.isEcdsa()) {
            return List.of(signature(RAW_ECDSA, false));
        }
        return List.of(
                algorithm == SignatureAlgorithm.RSA_PSS_SHA256
                        ? cipher(RAW, digest -> EmsaPadding.pss(digest, bits(key)))
                        : cipher(PKCS1, digest -> EmsaPadding.digestInfo(algorithm, digest)));
    }

    /** Tells whether the device has at least one of them. */
    static boolean anyExists(List<SigningMechanism> mechanisms, Provider provider) {
        return mechanisms.stream().anyMatch(mechanism -> mechanism.exists(provider));
    }

    /** Signs with the first mechanism that the device has and does not reject as unsupported. */
    static byte[] signWithFirst(List<SigningMechanism> mechanisms, Provider provider, PrivateKey key, byte[] input)
            throws GeneralSecurityException {
        List<SigningMechanism> existing = mechanisms.stream()
                .filter(mechanism -> mechanism.exists(provider))
                .toList();
        if (existing.isEmpty()) {
            throw new GeneralSecurityException("the device has no mechanism for this");
        }
        SigningMechanism last = existing.get(existing.size() - 1);
        for (SigningMechanism mechanism : existing.subList(0, existing.size() - 1)) {
            try {
                return mechanism.function.sign(provider, key, input);
            } catch (GeneralSecurityException | ProviderException failure) {
                if (!Pkcs11Error.of(failure).isUnsupported()) {
                    throw failure;
                }
            }
        }
        return last.function.sign(provider, key, input);
    }

    private boolean exists(Provider provider) {
        return provider.getService(type, service) != null;
    }

    private static SigningMechanism signature(String name, boolean pss) {
        return new SigningMechanism("Signature", name, (provider, key, input) -> {
            Signature signature = Signature.getInstance(name, provider);
            if (pss) {
                signature.setParameter(SignatureAlgorithm.pssParameters());
            }
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        });
    }

    /** To encrypt with a private key is how the JCA signs without a hash (C_Sign). */
    private static SigningMechanism cipher(String name, PaddingFunction padding) {
        return new SigningMechanism("Cipher", name, (provider, key, input) -> {
            Cipher cipher = Cipher.getInstance(name, provider);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(padding.pad(input));
        });
    }

    @FunctionalInterface
    private interface PaddingFunction {
        byte[] pad(byte[] input) throws GeneralSecurityException;
    }

    private static int bits(PublicKey key) {
        return ((RSAKey) key).getModulus().bitLength();
    }

    private static byte[] hash(SignatureAlgorithm algorithm, byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm.digestAlgorithm()).digest(data);
    }
}
