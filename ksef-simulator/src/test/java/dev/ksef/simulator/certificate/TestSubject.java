package dev.ksef.simulator.certificate;

import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.signature.CertificateSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** People and companies who signed in with a certificate. */
final class TestSubject {

    private TestSubject() {}

    static CertificateSubject person(String serialNumber) {
        return of(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "PL")
                .addRDN(BCStyle.GIVENNAME, "Łucja")
                .addRDN(BCStyle.SURNAME, "Żółć-Róża")
                .addRDN(BCStyle.SERIALNUMBER, serialNumber)
                .addRDN(BCStyle.CN, "Łucja Żółć-Róża"));
    }

    static CertificateSubject seal(String nip) {
        return seal(nip, "Gęślą Jaźń sp. z o.o.");
    }

    static CertificateSubject seal(String nip, String commonName) {
        return of(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "PL")
                .addRDN(BCStyle.O, "Gęślą Jaźń sp. z o.o.")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip)
                // Encoded here: given as text, Bouncy Castle refuses more than 64 letters.
                .addRDN(BCStyle.CN, new DERUTF8String(commonName)));
    }

    static CertificateSubject of(X500NameBuilder name) {
        KeyPair keys = ClientKeys.p256();
        try {
            byte[] der = new JcaX509v3CertificateBuilder(
                            name.build(),
                            BigInteger.ONE,
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                            name.build(),
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return CertificateSubject.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (OperatorCreationException | IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
