package dev.ksef.simulator.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Who a certificate names. */
final class CertificateSubjectTest {

    @Test
    void person_with_a_pesel_is_read_to_the_last_attribute() throws Exception {
        CertificateSubject subject = subject(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "PL")
                .addRDN(BCStyle.GIVENNAME, "Zażółć")
                .addRDN(BCStyle.SURNAME, "Gęślą-Jaźń")
                .addRDN(BCStyle.SERIALNUMBER, "PNOPL-44051401359")
                .addRDN(BCStyle.CN, "Zażółć Gęślą-Jaźń")
                .build());

        assertThat(subject.countryName()).isEqualTo("PL");
        assertThat(subject.givenName()).isEqualTo("Zażółć");
        assertThat(subject.surname()).isEqualTo("Gęślą-Jaźń");
        assertThat(subject.commonName()).isEqualTo("Zażółć Gęślą-Jaźń");
        assertThat(subject.serialNumber()).isEqualTo("PNOPL-44051401359");
        assertThat(subject.pesel()).isEqualTo("44051401359");
        assertThat(subject.nip()).isNull();
        assertThat(subject.seal()).isFalse();
    }

    @Test
    void nip_of_a_person_may_stand_in_the_serial_number_with_either_mark() throws Exception {
        assertThat(subject(withSerial("TINPL-5265877635")).nip()).isEqualTo("5265877635");
        assertThat(subject(withSerial("NIP: 5265877635")).nip()).isEqualTo("5265877635");
        assertThat(subject(withSerial("PESEL:44051401359")).pesel()).isEqualTo("44051401359");
        assertThat(subject(withSerial("PNODE-44051401359")).pesel())
                .as("a foreign number is no PESEL")
                .isNull();
    }

    @Test
    void seal_has_the_nip_of_its_organization() throws Exception {
        CertificateSubject subject = subject(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "PL")
                .addRDN(BCStyle.O, "Kowalski sp. z o.o.")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-5265877635")
                .addRDN(BCStyle.CN, "Kowalski")
                .build());

        assertThat(subject.organizationName()).isEqualTo("Kowalski sp. z o.o.");
        assertThat(subject.organizationIdentifier()).isEqualTo("VATPL-5265877635");
        assertThat(subject.nip()).isEqualTo("5265877635");
        assertThat(subject.pesel()).isNull();
        assertThat(subject.seal()).isTrue();
    }

    @Test
    void unique_identifier_is_read_as_text_and_as_bits() throws Exception {
        CertificateSubject text = subject(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UNIQUE_IDENTIFIER, "abc-1")
                .build());
        CertificateSubject bits = subject(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UNIQUE_IDENTIFIER, new DERBitString("abc-1".getBytes("UTF-8")))
                .build());

        assertThat(text.uniqueIdentifier()).isEqualTo("abc-1");
        assertThat(bits.uniqueIdentifier()).isEqualTo("abc-1");
    }

    @Test
    void fingerprint_is_the_digest_of_the_whole_certificate() throws Exception {
        CertificateSubject subject = subject(withSerial("TINPL-5265877635"));

        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(subject.certificate().getEncoded());
        assertThat(subject.fingerprint())
                .hasSize(64)
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(digest));
    }

    private static X500Name withSerial(String serialNumber) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SERIALNUMBER, serialNumber)
                .build();
    }

    private static CertificateSubject subject(X500Name name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        byte[] encoded = new JcaX509v3CertificateBuilder(
                        name, BigInteger.ONE, new Date(), new Date(Long.MAX_VALUE / 100_000), name, keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return CertificateSubject.of((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
    }
}
