package dev.ksef.benchmarks.sample;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key in memory with a self-made certificate of a seal. */
public record LocalKey(PrivateKey key, SignerCertificate certificate) implements Signer {

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;
    private static final String SEAL = "CN=Firma,O=Firma,2.5.4.97=VATPL-5265877635,C=PL";

    /** {@code rsa} of 2048 bits or {@code ec} on P-256. */
    public static LocalKey of(String kind) {
        boolean rsa = kind.equals("rsa");
        try {
            var generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            generator.initialize(rsa ? RSA_BITS : EC_BITS);
            KeyPair keys = generator.generateKeyPair();
            var name = new X500Name(SEAL);
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.now().minus(Duration.ofDays(1))),
                    Date.from(Instant.now().plus(Duration.ofDays(1))),
                    name,
                    keys.getPublic());
            var signer =
                    new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA").build(keys.getPrivate());
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new LocalKey(keys.getPrivate(), SignerCertificate.of(List.of(certificate)));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("Every Java platform has RSA and EC", impossible);
        }
    }

    public SignatureAlgorithm usual() {
        return SignatureAlgorithm.forXades(certificate.publicKey());
    }

    @Override
    public Set<SignatureAlgorithm> algorithms() {
        return Set.of(usual());
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key in memory signs", impossible);
        }
    }

    @Override
    public String toString() {
        return "Key in memory of " + certificate.summary();
    }
}
