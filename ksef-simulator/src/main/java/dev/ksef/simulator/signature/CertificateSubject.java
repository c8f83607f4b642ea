package dev.ksef.simulator.signature;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.identifier.LoginContext;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * The subject of a certificate, as KSeF reads it.
 *
 * @param nip 10 digits, from the serial number or the identifier of the organization
 * @param pesel 11 digits, from the serial number
 * @param fingerprint SHA-256 of the certificate, 64 upper-case hexadecimal digits
 */
public record CertificateSubject(
        @Nullable String commonName,
        @Nullable String countryName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String serialNumber,
        @Nullable String uniqueIdentifier,
        @Nullable String organizationName,
        @Nullable String organizationIdentifier,
        @Nullable String nip,
        @Nullable String pesel,
        String fingerprint,
        X509Certificate certificate) {

    private static final Pattern PESEL = Pattern.compile("(PNOPL|PESEL).*?(\\d{11})");
    private static final Pattern NIP = Pattern.compile("(TINPL|NIP).*?(\\d{10})");
    private static final Pattern VAT_NUMBER = Pattern.compile("(VATPL).*?(\\d{10})");

    public static CertificateSubject of(X509Certificate certificate) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        String serialNumber = attribute(name, BCStyle.SERIALNUMBER);
        String organizationIdentifier = attribute(name, BCStyle.ORGANIZATION_IDENTIFIER);
        String ownNip = identifier(NIP, serialNumber);
        return new CertificateSubject(
                attribute(name, BCStyle.CN),
                attribute(name, BCStyle.C),
                attribute(name, BCStyle.GIVENNAME),
                attribute(name, BCStyle.SURNAME),
                serialNumber,
                attribute(name, BCStyle.UNIQUE_IDENTIFIER),
                attribute(name, BCStyle.O),
                organizationIdentifier,
                ownNip == null ? identifier(VAT_NUMBER, organizationIdentifier) : ownNip,
                identifier(PESEL, serialNumber),
                fingerprint(certificate),
                certificate);
    }

    /** Whether the certificate is a seal: it names an organization and no person. */
    public boolean seal() {
        return organizationIdentifier != null && givenName == null && surname == null;
    }

    /** The Peppol identifier of a provider, whose seal has it for a name and as the identifier of the organization. */
    public @Nullable String peppolId() {
        return organizationIdentifier != null
                        && organizationIdentifier.equals(commonName)
                        && LoginContext.peppolId(organizationIdentifier)
                        && seal()
                ? organizationIdentifier
                : null;
    }

    /** The value of an attribute. Several values are joined by a space, since some authorities split given names. */
    private static @Nullable String attribute(X500Name name, ASN1ObjectIdentifier type) {
        List<String> values = Arrays.stream(name.getRDNs(type))
                .flatMap(rdn -> valuesOf(rdn, type))
                .toList();
        return values.isEmpty() ? null : String.join(" ", values);
    }

    private static Stream<String> valuesOf(RDN rdn, ASN1ObjectIdentifier type) {
        return Arrays.stream(rdn.getTypesAndValues())
                .filter(part -> part.getType().equals(type))
                .map(part -> text(part.getValue()));
    }

    private static String text(ASN1Encodable value) {
        if (value instanceof ASN1BitString bits) {
            return new String(bits.getOctets(), StandardCharsets.UTF_8);
        }
        return value instanceof ASN1String text ? text.getString() : value.toString();
    }

    private static @Nullable String identifier(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(2) : null;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().withUpperCase().formatHex(Sha256Digests.of(certificate.getEncoded()));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read has a form", impossible);
        }
    }
}
