package dev.ksef;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.port.NewKey;
import dev.ksef.port.Signer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key pair in memory, for whatever certificate a test needs. */
final class MadeKey implements NewKey {

    private static final byte[] SHA256_INFO = {
        0x30,
        0x31,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x60,
        (byte) 0x86,
        0x48,
        0x01,
        0x65,
        0x03,
        0x04,
        0x02,
        0x01,
        0x05,
        0x00,
        0x04,
        0x20
    };

    final KeyPair pair;

    private MadeKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static MadeKey ec() {
        return new MadeKey("EC", 256);
    }

    static MadeKey rsa() {
        return new MadeKey("RSA", 2048);
    }

    private boolean isRsa() {
        return pair.getPublic().getAlgorithm().equals("RSA");
    }

    private ContentSigner contentSigner() throws OperatorCreationException {
        return new JcaContentSignerBuilder(isRsa() ? "SHA256withRSA" : "SHA256withECDSA").build(pair.getPrivate());
    }

    @Override
    public byte[] certificationRequest(CertificateEnrollmentData subject) {
        var name = new X500NameBuilder();
        name.addRDN(BCStyle.C, new DERPrintableString(subject.countryName()));
        add(name, BCStyle.CN, subject.commonName());
        add(name, BCStyle.GIVENNAME, subject.givenName());
        add(name, BCStyle.SURNAME, subject.surname());
        add(name, BCStyle.SERIALNUMBER, subject.serialNumber());
        add(name, BCStyle.UNIQUE_IDENTIFIER, subject.uniqueIdentifier());
        add(name, BCStyle.O, subject.organizationName());
        add(name, BCStyle.ORGANIZATION_IDENTIFIER, subject.organizationIdentifier());
        try {
            return new JcaPKCS10CertificationRequestBuilder(name.build(), pair.getPublic())
                    .build(contentSigner())
                    .getEncoded();
        } catch (OperatorCreationException | java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(X500NameBuilder name, ASN1ObjectIdentifier attribute, String value) {
        if (value != null) {
            name.addRDN(attribute, new DERUTF8String(value));
        }
    }

    @Override
    public Signer certified(List<X509Certificate> chain) {
        return Signer.of(chain, (algorithm, digest) -> isRsa() ? rsa(digest) : raw("NONEwithECDSA", digest));
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256 alone: what a sign-in takes. */
    private byte[] rsa(byte[] digest) throws GeneralSecurityException {
        byte[] info = new byte[SHA256_INFO.length + digest.length];
        System.arraycopy(SHA256_INFO, 0, info, 0, SHA256_INFO.length);
        System.arraycopy(digest, 0, info, SHA256_INFO.length, digest.length);
        return raw("NONEwithRSA", info);
    }

    private byte[] raw(String algorithm, byte[] data) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(data);
        return signature.sign();
    }

    /** The signer of this key with a self-made seal of a company. */
    Signer seal(String nip, Instant now) {
        var name = new X500NameBuilder();
        name.addRDN(BCStyle.C, new DERPrintableString("PL"));
        add(name, BCStyle.CN, "Zażółć Sp. z o.o.");
        add(name, BCStyle.O, "Zażółć Sp. z o.o.");
        add(name, BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip);
        return certified(List.of(selfSigned(name.build(), now)));
    }

    /** The signer of this key with a self-made signature of a person. */
    Signer person(String pesel, Instant now) {
        var name = new X500NameBuilder();
        name.addRDN(BCStyle.C, new DERPrintableString("PL"));
        add(name, BCStyle.CN, "Róża Ćwikła");
        add(name, BCStyle.GIVENNAME, "Róża");
        add(name, BCStyle.SURNAME, "Ćwikła");
        add(name, BCStyle.SERIALNUMBER, "PNOPL-" + pesel);
        return certified(List.of(selfSigned(name.build(), now)));
    }

    private X509Certificate selfSigned(X500Name name, Instant now) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.TEN,
                                    Date.from(now.minus(Duration.ofDays(1))),
                                    Date.from(now.plus(Duration.ofDays(365))),
                                    name,
                                    pair.getPublic())
                            .build(contentSigner()));
        } catch (OperatorCreationException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
