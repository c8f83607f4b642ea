package dev.ksef.simulator.state;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Writes keys and certificates of the simulator for its saved state, and reads them back. */
public final class SavedKeys {

    private SavedKeys() {}

    /** A key pair with its certificate, which has the public key. */
    public static ObjectNode json(KeyPair keys, X509Certificate certificate) {
        return JsonTrees.object()
                .put("algorithm", keys.getPrivate().getAlgorithm())
                .put("privateKey", base64(keys.getPrivate().getEncoded()))
                .put("certificate", base64(certificate));
    }

    public static String base64(X509Certificate certificate) {
        try {
            return base64(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Reads the certificate of a row back. */
    public static X509Certificate certificate(SavedRow row) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(row.bytes("certificate")));
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("a certificate is unreadable", unreadable);
        }
    }

    /** Reads the key pair of a row back. */
    public static KeyPair keys(SavedRow row) {
        try {
            PrivateKey key = KeyFactory.getInstance(row.text("algorithm"))
                    .generatePrivate(new PKCS8EncodedKeySpec(row.bytes("privateKey")));
            return new KeyPair(certificate(row).getPublicKey(), key);
        } catch (GeneralSecurityException unreadable) {
            // Not chained: it might quote the key.
            throw new IllegalArgumentException("a private key is unreadable");
        }
    }
}
