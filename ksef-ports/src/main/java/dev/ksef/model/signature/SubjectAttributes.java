package dev.ksef.model.signature;

import dev.ksef.model.error.KsefSigningException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The attributes of a distinguished name that KSeF reads. */
record SubjectAttributes(Map<String, String> values) {

    static final String COMMON_NAME = "commonName";
    static final String COUNTRY = "countryName";
    static final String GIVEN_NAME = "givenName";
    static final String SURNAME = "surname";
    static final String SERIAL_NUMBER = "serialNumber";
    static final String ORGANIZATION = "organizationName";
    static final String ORGANIZATION_IDENTIFIER = "organizationIdentifier";

    private static final Map<String, String> NAMES = Map.of(
            "2.5.4.3", COMMON_NAME,
            "2.5.4.6", COUNTRY,
            "2.5.4.42", GIVEN_NAME,
            "2.5.4.4", SURNAME,
            "2.5.4.5", SERIAL_NUMBER,
            "2.5.4.10", ORGANIZATION,
            "2.5.4.97", ORGANIZATION_IDENTIFIER);

    private static final Pattern PESEL = Pattern.compile("(?:PNOPL|PESEL).*?(\\d{11})");
    private static final Pattern PERSONAL_NIP = Pattern.compile("(?:TINPL|NIP).*?(\\d{10})");
    private static final Pattern SEAL_NIP = Pattern.compile("VATPL.*?(\\d{10})");

    static SubjectAttributes of(X500Principal name) {
        try {
            Map<String, String> values = new HashMap<>();
            for (Rdn rdn : new LdapName(name.getName(X500Principal.RFC2253, NAMES)).getRdns()) {
                NamingEnumeration<? extends Attribute> parts =
                        rdn.toAttributes().getAll();
                while (parts.hasMore()) {
                    Attribute part = parts.next();
                    // An attribute that is no text counts as present and empty.
                    values.putIfAbsent(part.getID(), part.get() instanceof String text ? text : "");
                }
            }
            return new SubjectAttributes(Map.copyOf(values));
        } catch (NamingException unreadable) {
            throw unreadable();
        }
    }

    private static KsefSigningException unreadable() {
        return new KsefSigningException("The subject or the issuer of the certificate cannot be read");
    }

    boolean has(String attribute) {
        return values.containsKey(attribute);
    }

    String get(String attribute) {
        return values.getOrDefault(attribute, "");
    }

    Optional<String> pesel() {
        return first(PESEL, SERIAL_NUMBER);
    }

    Optional<String> nip() {
        return first(SEAL_NIP, ORGANIZATION_IDENTIFIER).or(() -> first(PERSONAL_NIP, SERIAL_NUMBER));
    }

    private Optional<String> first(Pattern pattern, String attribute) {
        Matcher matcher = pattern.matcher(get(attribute));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
