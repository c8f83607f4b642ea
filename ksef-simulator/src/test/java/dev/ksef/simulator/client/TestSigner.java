package dev.ksef.simulator.client;

import dev.ksef.simulator.signature.CertificateSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with a self-signed certificate, as a taxpayer makes it for TEST. */
public record TestSigner(KeyPair keys, X509Certificate certificate) {

    private static final KeyPair EC = keyPair("secp256r1");

    public String fingerprint() {
        return CertificateSubject.of(certificate).fingerprint();
    }

    public static TestSigner seal(String nip) {
        return sealOf(nip).build();
    }

    public static TestSigner person(String serialNumber) {
        return personOf(serialNumber).build();
    }

    public static Builder sealOf(String nip) {
        return new Builder()
                .name(BCStyle.C, "PL")
                .name(BCStyle.O, "Piekarnia sp. z o.o.")
                .name(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip)
                .name(BCStyle.CN, "Piekarnia");
    }

    public static Builder personOf(String serialNumber) {
        return named().name(BCStyle.SERIALNUMBER, serialNumber);
    }

    /** A person with a name and nothing else. */
    public static Builder named() {
        return new Builder()
                .name(BCStyle.C, "PL")
                .name(BCStyle.GIVENNAME, "Łucja")
                .name(BCStyle.SURNAME, "Żak")
                .name(BCStyle.CN, "Łucja Żak");
    }

    public static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static final class Builder {

        private final X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        private KeyPair keys = EC;
        private Instant from = Instant.parse("2026-01-01T00:00:00Z");
        private Instant to = Instant.parse("2027-12-31T00:00:00Z");
        private int usage = KeyUsage.digitalSignature;

        public Builder name(ASN1ObjectIdentifier type, String value) {
            name.addRDN(type, value);
            return this;
        }

        public Builder keys(KeyPair pair) {
            this.keys = pair;
            return this;
        }

        public Builder valid(String start, String end) {
            this.from = Instant.parse(start);
            this.to = Instant.parse(end);
            return this;
        }

        public Builder usage(int bits) {
            this.usage = bits;
            return this;
        }

        public TestSigner build() {
            String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new TestSigner(keys, certificate(keys, new JcaContentSignerBuilder(algorithm)));
        }

        /** With a key that the JDK cannot use, in the certificate only. */
        public TestSigner on224Bits() {
            Provider provider = new BouncyCastleProvider();
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
                generator.initialize(new ECGenParameterSpec("secp224r1"));
                return new TestSigner(
                        keys,
                        certificate(
                                generator.generateKeyPair(),
                                new JcaContentSignerBuilder("SHA256withECDSA").setProvider(provider)));
            } catch (GeneralSecurityException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private X509Certificate certificate(KeyPair pair, JcaContentSignerBuilder signer) {
            X500Name subject = name.build();
            try {
                byte[] encoded = new JcaX509v3CertificateBuilder(
                                subject, BigInteger.TEN, Date.from(from), Date.from(to), subject, pair.getPublic())
                        .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                        .build(signer.build(pair.getPrivate()))
                        .getEncoded();
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
