package dev.ksef.simulator.certificate;

import dev.ksef.simulator.crypto.EcKeys;
import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.state.SavedKeys;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes KSeF certificates: a root, the authority below it, and those that the authority issues. All are signed with
 * ECDSA on P-256, as KSeF does even for RSA keys. The keys of the authorities are made on first use.
 */
final class CertificateIssuer {

    /** Authorities are valid for this time before and after now, so that certificates may begin within it. */
    static final Duration REACH = Duration.ofDays(3650);

    private static final int YEARS = 2;
    private static final int SERIAL_BITS = 63;

    private record Authority(X500Name name, KeyPair keys, X509Certificate certificate) {

        static Authority of(SavedRow row) {
            X509Certificate certificate = SavedKeys.certificate(row);
            X500Name name = X500Name.getInstance(
                    BCStyle.INSTANCE, certificate.getSubjectX500Principal().getEncoded());
            return new Authority(name, SavedKeys.keys(row), certificate);
        }

        ObjectNode json() {
            return SavedKeys.json(keys, certificate);
        }
    }

    private final InstantSource clock;
    private final LazyValue<Authority> root;
    private final LazyValue<Authority> authority;

    CertificateIssuer(InstantSource clock) {
        this.clock = clock;
        this.root = new LazyValue<>(this::makeRoot);
        this.authority = new LazyValue<>(this::makeAuthority);
    }

    /** One with the authorities that were made so far. What becomes of it does not concern this one. */
    CertificateIssuer copy() {
        CertificateIssuer copy = new CertificateIssuer(clock);
        root.made().ifPresent(copy.root::set);
        authority.made().ifPresent(copy.authority::set);
        return copy;
    }

    X509Certificate root() {
        return root.get().certificate();
    }

    X509Certificate authority() {
        return authority.get().certificate();
    }

    /**
     * Makes a certificate that is valid for two years.
     *
     * @param serialNumber 16 hexadecimal digits
     */
    X509Certificate issue(
            String serialNumber, EnrollmentData subject, PublicKey key, CertificatePurpose purpose, Instant validFrom) {
        Authority issuer = authority.get();
        Instant from = validFrom.truncatedTo(ChronoUnit.SECONDS);
        Instant to = from.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        var builder = new JcaX509v3CertificateBuilder(
                issuer.name(),
                SerialNumbers.number(serialNumber),
                Date.from(from),
                Date.from(to),
                subject.subject(purpose),
                key);
        return sign(builder, issuer.keys(), key, new BasicConstraints(false), purpose.keyUsage());
    }

    /** The authorities that were made so far, for the saved state. */
    void save(Consumer<ObjectNode> rows) {
        root.made().ifPresent(made -> rows.accept(made.json().put("authority", "root")));
        authority.made().ifPresent(made -> rows.accept(made.json().put("authority", "issuer")));
    }

    /** Takes an authority of an earlier run, in place of the one that would be made. */
    void restore(SavedRow row) {
        (row.text("authority").equals("root") ? root : authority).set(Authority.of(row));
    }

    private Authority makeRoot() {
        KeyPair keys = EcKeys.generate();
        X500Name name = ministry().addRDN(BCStyle.CN, "TEST CCK MF ROOT").build();
        return new Authority(name, keys, authority(name, keys, name, keys));
    }

    private Authority makeAuthority() {
        KeyPair keys = EcKeys.generate();
        X500Name name = ministry()
                .addRDN(BCStyle.OU, "Krajowa Administracja Skarbowa")
                .addRDN(BCStyle.CN, "TEST CCK KSeF")
                .build();
        Authority by = root.get();
        return new Authority(name, keys, authority(by.name(), by.keys(), name, keys));
    }

    private static X500NameBuilder ministry() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "PL").addRDN(BCStyle.O, "Ministerstwo Finansów");
    }

    private X509Certificate authority(X500Name issuer, KeyPair issuerKeys, X500Name name, KeyPair keys) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
                Date.from(now.minus(REACH)),
                Date.from(now.plus(REACH).plus(REACH)),
                name,
                keys.getPublic());
        KeyUsage usage = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        return sign(builder, issuerKeys, keys.getPublic(), new BasicConstraints(true), usage);
    }

    private static X509Certificate sign(
            JcaX509v3CertificateBuilder builder,
            KeyPair issuer,
            PublicKey subject,
            BasicConstraints constraints,
            KeyUsage usage) {
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, usage);
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subject));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer.getPublic()));
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (OperatorCreationException | IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("Cannot issue a certificate", failed);
        }
    }
}
