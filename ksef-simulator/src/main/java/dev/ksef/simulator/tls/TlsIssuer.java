package dev.ksef.simulator.tls;

import dev.ksef.simulator.crypto.EcKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for TLS, which issues the certificate of one simulator. */
final class TlsIssuer {

    private static final X500Name AUTHORITY = new X500Name("CN=KSeF simulator CA");
    private static final X500Name SERVER = new X500Name("CN=KSeF simulator");
    private static final Duration PAST = Duration.ofDays(60);
    private static final Duration FUTURE = Duration.ofDays(365);
    private static final int SERIAL_BITS = 127;

    private final KeyPair authorityKeys = EcKeys.generate();
    private final Instant now;
    private final X509Certificate authority;

    /**
     * Makes the authority.
     *
     * @param now the time that clients go by, since they judge what it issues
     */
    TlsIssuer(Instant now) {
        this.now = now;
        this.authority = makeAuthority();
    }

    X509Certificate authority() {
        return authority;
    }

    X509Certificate issue(KeyPair keys, TlsCertificateTerms terms) {
        GeneralName[] names = Stream.concat(
                        terms.names().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        terms.addresses().stream().map(ip -> new GeneralName(GeneralName.iPAddress, ip)))
                .toArray(GeneralName[]::new);
        try {
            var builder = builder(SERVER, keys, now.plus(terms.left()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return signed(builder);
        } catch (IOException impossible) {
            throw new IllegalStateException("These extensions have an encoding", impossible);
        }
    }

    private X509Certificate makeAuthority() {
        try {
            var builder = builder(AUTHORITY, authorityKeys, now.plus(FUTURE));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return signed(builder);
        } catch (IOException impossible) {
            throw new IllegalStateException("These extensions have an encoding", impossible);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys, Instant end) {
        BigInteger serialNumber = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0);
        return new JcaX509v3CertificateBuilder(
                AUTHORITY, serialNumber, Date.from(now.minus(PAST)), Date.from(end), subject, keys.getPublic());
    }

    private X509Certificate signed(JcaX509v3CertificateBuilder builder) {
        try {
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (OperatorCreationException | IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("Cannot issue a certificate", failed);
        }
    }
}
