package dev.ksef.adapter.crypto;

import dev.ksef.port.signing.DigestSigner;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair with a certificate by itself; made once for each name. */
record TestKey(KeyPair pair, X509Certificate certificate) {

    private static final Map<String, TestKey> MADE = new ConcurrentHashMap<>();

    /** Of a kind: {@code RSA}, {@code secp256r1}, {@code secp384r1}, {@code secp521r1}. */
    static TestKey of(String kind) {
        return MADE.computeIfAbsent(kind, TestKey::another);
    }

    static TestKey another(String kind) {
        Instant now = Instant.now();
        return valid(pair(kind), now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30)));
    }

    static KeyPair pair(String kind) {
        try {
            if (kind.startsWith("RSA")) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(kind.equals("RSA") ? 2048 : Integer.parseInt(kind.substring(3)));
                return generator.generateKeyPair();
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(kind));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static TestKey valid(KeyPair pair, Instant from, Instant to) {
        var name = new X500Name("C=PL,CN=Jan Próbny,SURNAME=Próbny,GIVENNAME=Jan,SERIALNUMBER=TINPL-1111111111");
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(from),
                    Date.from(to),
                    name,
                    pair.getPublic());
            var algorithm = pair.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
            return new TestKey(pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    List<X509Certificate> chain() {
        return List.of(certificate);
    }

    /** The key as a device that signs hashes; ECDSA in DER, as most give it. */
    DigestSigner device() {
        return (algorithm, digest) -> {
            if (algorithm.isEcdsa()) {
                return signed(Signature.getInstance("NONEwithECDSA"), digest);
            }
            if (algorithm.name().startsWith("RSA_PSS")) {
                return RawPssSigner.of(pair, digest);
            }
            return signed(Signature.getInstance("NONEwithRSA"), digestInfo(algorithm.digestAlgorithm(), digest));
        };
    }

    private byte[] signed(Signature signature, byte[] input) throws GeneralSecurityException {
        signature.initSign(pair.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    private static byte[] digestInfo(String algorithm, byte[] digest) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of()
                .parseHex(
                        switch (algorithm) {
                            case "SHA-256" -> "3031300d060960864801650304020105000420";
                            case "SHA-384" -> "3041300d060960864801650304020205000430";
                            case "SHA-512" -> "3051300d060960864801650304020305000440";
                            default -> throw new GeneralSecurityException(algorithm);
                        });
        byte[] info = new byte[prefix.length + digest.length];
        System.arraycopy(prefix, 0, info, 0, prefix.length);
        System.arraycopy(digest, 0, info, prefix.length, digest.length);
        return info;
    }

    /** The private key in the ways it would be seen in a text. */
    List<String> secrets() {
        byte[] encoded = pair.getPrivate().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(encoded);
        String number = pair.getPrivate() instanceof java.security.interfaces.ECPrivateKey ec
                ? ec.getS().toString(16)
                : ((java.security.interfaces.RSAPrivateKey) pair.getPrivate())
                        .getPrivateExponent()
                        .toString(16);
        return List.of(
                base64.substring(base64.length() - 40),
                HexFormat.of().formatHex(encoded).substring(2 * encoded.length - 60),
                number);
    }
}
