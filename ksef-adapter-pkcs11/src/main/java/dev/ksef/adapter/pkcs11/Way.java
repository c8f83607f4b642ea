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
 * One way to have a device sign. Where a device lacks a mechanism, SunPKCS11 itself hashes and pads for PKCS1-v1_5 and ECDSA,
 * but not for RSASSA-PSS.
 *
 * @param type of the service of SunPKCS11 that does it, which exists if the device has a mechanism for it
 */
record Way(String type, String service, Act act) {

    private static final String PKCS1 = "RSA/ECB/PKCS1Padding";
    private static final String RAW = "RSA/ECB/NoPadding";
    private static final String RAW_ECDSA = "NONEwithECDSAinP1363Format";

    @FunctionalInterface
    interface Act {
        byte[] sign(Provider provider, PrivateKey key, byte[] input) throws GeneralSecurityException;
    }

    /** Ways to sign data, best first. ECDSA comes out as r||s, as PKCS#11 has it. */
    static List<Way> ofData(SignatureAlgorithm algorithm, PublicKey key) {
        if (algorithm != SignatureAlgorithm.RSA_PSS_SHA256) {
            return List.of(signature(algorithm.jcaName(), false));
        }
        return List.of(
                signature("RSASSA-PSS", true),
                signature("SHA256withRSASSA-PSS", true),
                cipher(RAW, data -> Emsa.pss(hash(algorithm, data), bits(key))));
    }

    /** Ways to sign a hash. */
    static List<Way> ofDigest(SignatureAlgorithm algorithm, PublicKey key) {
        if (algorithm.isEcdsa()) {
            return List.of(signature(RAW_ECDSA, false));
        }
        return List.of(
                algorithm == SignatureAlgorithm.RSA_PSS_SHA256
                        ? cipher(RAW, digest -> Emsa.pss(digest, bits(key)))
                        : cipher(PKCS1, digest -> Emsa.digestInfo(algorithm, digest)));
    }

    /** Whether any of them exists. */
    static boolean anyExists(List<Way> ways, Provider provider) {
        return ways.stream().anyMatch(way -> way.exists(provider));
    }

    /** What the first gives that the device does not refuse as unknown to it. */
    static byte[] first(List<Way> ways, Provider provider, PrivateKey key, byte[] input)
            throws GeneralSecurityException {
        List<Way> there = ways.stream().filter(way -> way.exists(provider)).toList();
        for (Way way : there.subList(0, Math.max(0, there.size() - 1))) {
            try {
                return way.act.sign(provider, key, input);
            } catch (GeneralSecurityException | ProviderException failure) {
                if (!DeviceError.of(failure).isUnsupported()) {
                    throw failure;
                }
            }
        }
        if (there.isEmpty()) {
            throw new GeneralSecurityException("the device has no mechanism for this");
        }
        return there.get(there.size() - 1).act.sign(provider, key, input);
    }

    private boolean exists(Provider provider) {
        return provider.getService(type, service) != null;
    }

    private static Way signature(String name, boolean pss) {
        return new Way("Signature", name, (provider, key, input) -> {
            Signature signature = Signature.getInstance(name, provider);
            if (pss) {
                signature.setParameter(SignatureAlgorithm.pssParameters());
            }
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        });
    }

    /** Encryption with a private key is what the JCA calls a signature without a hash: C_Sign. */
    private static Way cipher(String name, Padding padding) {
        return new Way("Cipher", name, (provider, key, input) -> {
            Cipher cipher = Cipher.getInstance(name, provider);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(padding.of(input));
        });
    }

    @FunctionalInterface
    private interface Padding {
        byte[] of(byte[] input) throws GeneralSecurityException;
    }

    private static int bits(PublicKey key) {
        return ((RSAKey) key).getModulus().bitLength();
    }

    private static byte[] hash(SignatureAlgorithm algorithm, byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm.digestAlgorithm()).digest(data);
    }
}
