package dev.ksef.simulator.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the certificates of the simulated Ministry. They are self-signed, so that none leads to a real authority. */
public final class MinistryCertificates {

    private static final Duration AGE = Duration.ofDays(30);
    private static final Duration LIFE = Duration.ofDays(730);
    private static final int SERIAL_BITS = 127;

    private MinistryCertificates() {}

    public static X509Certificate forEncryption(KeyPair keys, Instant now) {
        return forEncryptionFrom(keys, now.minus(AGE));
    }

    public static X509Certificate forEncryptionFrom(KeyPair keys, Instant start) {
        return build(keys, start, KeyUsage.keyEncipherment | KeyUsage.dataEncipherment);
    }

    public static X509Certificate forSigning(KeyPair keys, Instant now) {
        return build(keys, now.minus(AGE), KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
    }

    private static X509Certificate build(KeyPair keys, Instant start, int usage) {
        Instant from = start.truncatedTo(ChronoUnit.SECONDS);
        X500Name name = ministry();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
                    Date.from(from),
                    Date.from(from.plus(LIFE)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return jdk(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | IOException | CertificateException failed) {
            throw new IllegalStateException("Cannot build a certificate", failed);
        }
    }

    private static X500Name ministry() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "PL")
                .addRDN(BCStyle.O, "Ministerstwo Finansów")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-5260250274")
                .addRDN(BCStyle.CN, "Ministerstwo Finansów - symulator KSeF")
                .build();
    }

    private static X509Certificate jdk(X509CertificateHolder holder) throws IOException, CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }
}
