package dev.ksef.simulator.certificate;

import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/** The subject that an application for a certificate must name, attribute by attribute. */
public record EnrollmentData(Map<Field, String> fields) {

    /** An attribute: its name in the API and its object identifier. */
    enum Field {
        COMMON_NAME("commonName", BCStyle.CN),
        COUNTRY_NAME("countryName", BCStyle.C),
        GIVEN_NAME("givenName", BCStyle.GIVENNAME),
        SURNAME("surname", BCStyle.SURNAME),
        SERIAL_NUMBER("serialNumber", BCStyle.SERIALNUMBER),
        UNIQUE_IDENTIFIER("uniqueIdentifier", BCStyle.UNIQUE_IDENTIFIER),
        ORGANIZATION_NAME("organizationName", BCStyle.O),
        ORGANIZATION_IDENTIFIER("organizationIdentifier", BCStyle.ORGANIZATION_IDENTIFIER);

        private final String text;
        private final ASN1ObjectIdentifier identifier;

        Field(String text, ASN1ObjectIdentifier identifier) {
            this.text = text;
            this.identifier = identifier;
        }

        /**
         * The value as a name has it. Texts given to Bouncy Castle would have to keep the bounds of RFC 5280, such as 64
         * letters of a common name, which names of companies exceed.
         */
        ASN1Encodable encoded(String value) {
            return this == COUNTRY_NAME || this == SERIAL_NUMBER
                    ? new DERPrintableString(value)
                    : new DERUTF8String(value);
        }
    }

    public EnrollmentData {
        fields = Map.copyOf(fields);
    }

    /** What a certificate tells of its subject; nothing if it gives the subject no name. */
    static Optional<EnrollmentData> of(CertificateSubject subject) {
        String name = commonName(subject);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Map<Field, String> fields = new EnumMap<>(Field.class);
        fields.put(Field.COMMON_NAME, name);
        fields.put(Field.COUNTRY_NAME, Objects.requireNonNullElse(subject.countryName(), "PL"));
        put(fields, Field.UNIQUE_IDENTIFIER, subject.uniqueIdentifier());
        if (subject.seal()) {
            put(fields, Field.ORGANIZATION_NAME, subject.organizationName());
            put(fields, Field.ORGANIZATION_IDENTIFIER, subject.organizationIdentifier());
        } else {
            put(fields, Field.GIVEN_NAME, subject.givenName());
            put(fields, Field.SURNAME, subject.surname());
            put(fields, Field.SERIAL_NUMBER, serialNumber(subject));
        }
        return Optional.of(new EnrollmentData(fields));
    }

    public static EnrollmentData company(String name, String nip) {
        return new EnrollmentData(Map.of(
                Field.COMMON_NAME,
                name,
                Field.COUNTRY_NAME,
                "PL",
                Field.ORGANIZATION_NAME,
                name,
                Field.ORGANIZATION_IDENTIFIER,
                "VATPL-" + nip));
    }

    private static void put(Map<Field, String> fields, Field field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    private static String commonName(CertificateSubject subject) {
        if (subject.commonName() != null) {
            return CertificatePurpose.withoutSuffix(subject.commonName());
        }
        return subject.seal() && subject.organizationName() != null
                ? subject.organizationName()
                : Stream.of(subject.givenName(), subject.surname())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
    }

    /** The serial number in one form, whichever form the certificate has. */
    private static @Nullable String serialNumber(CertificateSubject subject) {
        if (subject.pesel() != null) {
            return "PNOPL-" + subject.pesel();
        }
        return subject.nip() != null ? "TINPL-" + subject.nip() : subject.serialNumber();
    }

    String commonName() {
        return Objects.requireNonNull(fields.get(Field.COMMON_NAME));
    }

    Map<ASN1ObjectIdentifier, String> attributes() {
        return fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(field -> field.getKey().identifier, Map.Entry::getValue));
    }

    /** The subject as a certificate for this purpose names it. */
    X500Name subject(CertificatePurpose purpose) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        fields.entrySet().stream()
                .sorted(Map.Entry.<Field, String>comparingByKey().reversed())
                .forEach(field -> name.addRDN(
                        field.getKey().identifier,
                        field.getKey()
                                .encoded(
                                        field.getKey() == Field.COMMON_NAME
                                                ? purpose.commonName(field.getValue())
                                                : field.getValue())));
        return name.build();
    }

    ObjectNode json() {
        ObjectNode json = JsonTrees.object();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> json.put(field.getKey().text, field.getValue()));
        return json;
    }
}
