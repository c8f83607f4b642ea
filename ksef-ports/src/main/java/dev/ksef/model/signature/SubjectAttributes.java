package dev.ksef.model.signature;

import dev.ksef.model.error.KsefSigningException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * The attributes of a distinguished name that KSeF reads. The name is read from its DER: the JDK reads text in BMPString and
 * UniversalString as if it were UTF-8.
 *
 * @param values by attribute, in the order of the name; an attribute that is no text counts as present and empty
 */
record SubjectAttributes(Map<String, List<String>> values) {

    static final String COMMON_NAME = "commonName";
    static final String COUNTRY = "countryName";
    static final String GIVEN_NAME = "givenName";
    static final String SURNAME = "surname";
    static final String SERIAL_NUMBER = "serialNumber";
    static final String ORGANIZATION = "organizationName";
    static final String ORGANIZATION_IDENTIFIER = "organizationIdentifier";

    /** By the content of their object identifiers: 2.5.4.x is 55 04 xx. */
    private static final Map<String, String> NAMES = Map.of(
            "550403", COMMON_NAME,
            "550406", COUNTRY,
            "55042a", GIVEN_NAME,
            "550404", SURNAME,
            "550405", SERIAL_NUMBER,
            "55040a", ORGANIZATION,
            "550461", ORGANIZATION_IDENTIFIER);

    private static final Pattern PESEL = Pattern.compile("(?:PNOPL|PESEL).*?(\\d{11})");
    private static final Pattern PERSONAL_NIP = Pattern.compile("(?:TINPL|NIP).*?(\\d{10})");
    private static final Pattern SEAL_NIP = Pattern.compile("VATPL.*?(\\d{10})");

    static SubjectAttributes of(X500Principal name) {
        try {
            Map<String, List<String>> values = new HashMap<>();
            for (DerElement relative : DerElement.of(name.getEncoded()).children()) {
                for (DerElement part : relative.children()) {
                    add(part.children(), values);
                }
            }
            return new SubjectAttributes(Map.copyOf(values));
        } catch (IllegalArgumentException unreadable) {
            throw new KsefSigningException("The subject or the issuer of the certificate cannot be read");
        }
    }

    private static void add(List<DerElement> typeAndValue, Map<String, List<String>> values) {
        String name = NAMES.get(typeAndValue.get(0).hex());
        if (name != null) {
            values.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(typeAndValue.get(1).text().orElse(""));
        }
    }

    boolean has(String attribute) {
        return values.containsKey(attribute);
    }

    /** Returns the first value. */
    String get(String attribute) {
        return all(attribute).stream().findFirst().orElse("");
    }

    private List<String> all(String attribute) {
        return values.getOrDefault(attribute, List.of());
    }

    Optional<String> pesel() {
        return first(PESEL, SERIAL_NUMBER);
    }

    Optional<String> nip() {
        return first(SEAL_NIP, ORGANIZATION_IDENTIFIER).or(() -> first(PERSONAL_NIP, SERIAL_NUMBER));
    }

    /** Any of several values may be the one: an organization has identifiers in several registers. */
    private Optional<String> first(Pattern pattern, String attribute) {
        return all(attribute).stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
