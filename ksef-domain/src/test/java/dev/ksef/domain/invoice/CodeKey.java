package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A real key with certificates as KSeF issues them, whose signatures are made by the JDK in whatever way is asked for. */
record CodeKey(KeyPair pair, String signedBy) {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2028-01-01T00:00:00Z");
    static final String SERIAL = "01F20A5D352AE590";

    static CodeKey rsa(int bits) {
        return new CodeKey(pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)), "SHA256withRSA");
    }

    static CodeKey ec(String curve) {
        return new CodeKey(pair("EC", new ECGenParameterSpec(curve)), "SHA256withECDSA");
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A KSeF certificate of type Offline. */
    X509Certificate offline() {
        return certificate("CN=CCK KSeF TEST,C=PL", KeyUsage.nonRepudiation, SERIAL);
    }

    X509Certificate certificate(String issuer, int usage, String serial) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name(issuer),
                                    new BigInteger(serial, 16),
                                    Date.from(FROM),
                                    Date.from(TO),
                                    new X500Name("CN=Piekarnia (offline),C=PL"),
                                    pair.getPublic())
                            .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                            .build(new JcaContentSignerBuilder(signedBy).build(pair.getPrivate())));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A signature by the JDK's names. */
    byte[] sign(String jcaName, @Nullable AlgorithmParameterSpec parameters, byte[] data) {
        try {
            Signature signature = Signature.getInstance(jcaName);
            if (parameters != null) {
                signature.setParameter(parameters);
            }
            signature.initSign(pair.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As the rules want it. */
    byte[] sign(byte[] data) {
        return signedBy.contains("RSA")
                ? sign("RSASSA-PSS", SignatureAlgorithm.pssParameters(), data)
                : sign("SHA256withECDSAinP1363Format", null, data);
    }

    /** A signer with a certificate over this key. */
    Signer signer(X509Certificate certificate) {
        return signer(certificate, EnumSet.allOf(SignatureAlgorithm.class), this::sign);
    }

    /** A signer that does what it is told to, right or wrong. */
    static Signer signer(
            X509Certificate certificate, Set<SignatureAlgorithm> algorithms, UnaryOperator<byte[]> signature) {
        SignerCertificate known = SignerCertificate.of(List.of(certificate));
        return new Signer() {
            @Override
            public SignerCertificate certificate() {
                return known;
            }

            @Override
            public Set<SignatureAlgorithm> algorithms() {
                return algorithms;
            }

            @Override
            public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                assertThat(algorithm)
                        .as("what is asked of the signer")
                        .isEqualTo(SignatureAlgorithm.forCode(known.publicKey()));
                return signature.apply(data);
            }
        };
    }
}
