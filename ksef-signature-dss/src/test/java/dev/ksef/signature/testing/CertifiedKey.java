package dev.ksef.signature.testing;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair with a certificate, as an issuer of some kind would issue it. */
public record CertifiedKey(KeyPair keys, X509Certificate certificate, List<X509Certificate> issuers) {

    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    public static final String SEAL = "CN=Firma Sp. z o.o.,O=Firma Sp. z o.o.,2.5.4.97=VATPL-5265877635,C=PL";
    public static final String PERSON =
            "CN=Jan Kowalski,SERIALNUMBER=PNOPL-30112206276,GIVENNAME=Jan,SURNAME=Kowalski,C=PL";
    private static final String KSEF = "CN=CCK KSeF TE,O=Ministerstwo Finansów,C=PL";

    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    /** A seal that a qualified issuer certified, known without its issuer, as KSeF's own are. */
    public static CertifiedKey seal(String kind) {
        return builder(kind).build();
    }

    public static Builder builder(String kind) {
        return new Builder(CertifiedKey.keys(kind));
    }

    public static Builder builder(KeyPair keys) {
        return new Builder(keys);
    }

    /** With KSeF as its issuer. */
    public static CertifiedKey ofKsef(String kind, int usage) {
        return builder(kind).issuedBy(KSEF).usage(usage).build();
    }

    public Signer signer() {
        List<X509Certificate> chain =
                Stream.concat(Stream.of(certificate), issuers.stream()).toList();
        return new LocalSigner(SignerCertificate.of(chain), keys);
    }

    /** Keys of {@code RSA}, {@code P-256}, {@code P-384} or {@code P-521}; whoever asks again gets the same. */
    public static KeyPair keys(String kind) {
        return KEYS.computeIfAbsent(kind, CertifiedKey::newKeys);
    }

    private static KeyPair newKeys(String kind) {
        try {
            boolean rsa = kind.startsWith("RSA");
            var generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            if (rsa) {
                generator.initialize(kind.equals("RSA") ? 2048 : Integer.parseInt(kind.substring(4)));
            } else {
                generator.initialize(new ECGenParameterSpec("secp" + kind.substring(2, 5) + "r1"));
            }
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static final class Builder {

        private final KeyPair keys;
        private String subject = SEAL;
        private X500Name issuer = new X500Name("CN=Kwalifikowany wystawca,C=PL");
        private KeyPair issuerKeys = CertifiedKey.keys("P-256-issuer");
        private List<X509Certificate> issuers = List.of();
        private Instant from = NOW.minus(Duration.ofDays(30));
        private Instant to = NOW.plus(Duration.ofDays(365));
        private int usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
        private boolean stamps;
        private String place = "";

        private Builder(KeyPair keys) {
            this.keys = keys;
        }

        public Builder subject(String name) {
            subject = name;
            return this;
        }

        public Builder issuedBy(String name) {
            issuer = new X500Name(name);
            return this;
        }

        public Builder issuedBy(CertifiedKey other) {
            issuer = X500Name.getInstance(
                    other.certificate.getSubjectX500Principal().getEncoded());
            issuerKeys = other.keys;
            issuers = List.of(other.certificate);
            return this;
        }

        public Builder selfSigned() {
            issuer = new X500Name(subject);
            issuerKeys = keys;
            return this;
        }

        public Builder from(Instant start) {
            from = start;
            return this;
        }

        public Builder to(Instant end) {
            to = end;
            return this;
        }

        public Builder usage(int bits) {
            usage = bits;
            return this;
        }

        /** With addresses of its issuer, of its revocation list and of who answers for it. */
        public Builder pointingTo(String address) {
            place = address;
            return this;
        }

        public Builder stamping() {
            stamps = true;
            return this;
        }

        public CertifiedKey build() {
            try {
                var builder = new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(64, new SecureRandom()),
                        Date.from(from),
                        Date.from(to),
                        new X500Name(subject),
                        keys.getPublic());
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                if (!place.isEmpty()) {
                    var name = new GeneralName(GeneralName.uniformResourceIdentifier, place);
                    builder.addExtension(
                            Extension.authorityInfoAccess,
                            false,
                            new AuthorityInformationAccess(new AccessDescription[] {
                                new AccessDescription(AccessDescription.id_ad_caIssuers, name),
                                new AccessDescription(AccessDescription.id_ad_ocsp, name)
                            }));
                    var list = new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null);
                    builder.addExtension(
                            Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {list}));
                }
                if (stamps) {
                    builder.addExtension(
                            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
                }
                boolean rsa = issuerKeys.getPublic().getAlgorithm().equals("RSA");
                var signer = new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA")
                        .build(issuerKeys.getPrivate());
                return new CertifiedKey(
                        keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)), issuers);
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** What the adapters for local keys do. */
    private record LocalSigner(SignerCertificate certificate, KeyPair keys) implements Signer {

        @Override
        public Set<SignatureAlgorithm> algorithms() {
            return Arrays.stream(SignatureAlgorithm.values())
                    .filter(algorithm -> algorithm.fits(certificate.publicKey()))
                    .collect(Collectors.toSet());
        }

        @Override
        public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
            try {
                Signature signature = Signature.getInstance(algorithm.jcaName());
                if (algorithm == SignatureAlgorithm.RSA_PSS_SHA256) {
                    signature.setParameter(SignatureAlgorithm.pssParameters());
                }
                signature.initSign(keys.getPrivate());
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
