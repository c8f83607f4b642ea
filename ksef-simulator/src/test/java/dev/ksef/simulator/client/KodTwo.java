package dev.ksef.simulator.client;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.crypto.Sha256Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/** A verification link of an invoice issued offline, as its issuer makes it with the JDK alone. */
public record KodTwo(
        String host, String contextType, String contextValue, String nip, String serialNumber, String hash) {

    public static KodTwo of(URI base, IssuedCertificate certificate, String nip, byte[] invoice) {
        return new KodTwo(base.getAuthority(), "Nip", nip, nip, certificate.serialNumber(), urlHash(invoice));
    }

    public static String urlHash(byte[] invoice) {
        return base64(Sha256Digests.of(invoice));
    }

    public KodTwo host(String other) {
        return new KodTwo(other, contextType, contextValue, nip, serialNumber, hash);
    }

    public KodTwo context(String type, String value) {
        return new KodTwo(host, type, value, nip, serialNumber, hash);
    }

    public KodTwo serialNumber(String other) {
        return new KodTwo(host, contextType, contextValue, nip, other, hash);
    }

    public KodTwo hash(String other) {
        return new KodTwo(host, contextType, contextValue, nip, serialNumber, other);
    }

    public String path() {
        return "/certificate/" + String.join("/", contextType, contextValue, nip, serialNumber, hash);
    }

    /** The path of the link, signed. */
    public String signed(PrivateKey key) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        return path() + "/" + base64(rsa ? pss(key, 32) : sign("SHA256withECDSAinP1363Format", key));
    }

    public String signed(String algorithm, PrivateKey key) {
        return path() + "/" + base64(sign(algorithm, key));
    }

    public String signedWithSalt(PrivateKey key, int saltLength) {
        return path() + "/" + base64(pss(key, saltLength));
    }

    private byte[] pss(PrivateKey key, int saltLength) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, saltLength, 1));
            return sign(signature, key);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] sign(String algorithm, PrivateKey key) {
        try {
            return sign(Signature.getInstance(algorithm), key);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] sign(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update((host + path()).getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
