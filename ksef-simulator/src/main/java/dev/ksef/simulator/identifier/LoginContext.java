package dev.ksef.simulator.identifier;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The context that a login acts for: its type, as the API names it, and its value. */
public record LoginContext(String type, String value) {

    public static final String NIP = "Nip";
    public static final String INTERNAL_ID = "InternalId";
    public static final String NIP_VAT_UE = "NipVatUe";
    public static final String PEPPOL_ID = "PeppolId";

    /** The shapes of VAT numbers by country, as the European Commission describes them. */
    public static final String VAT_NUMBER = "ATU\\d{8}|BE[01]\\d{9}|BG\\d{9,10}|CY\\d{8}[A-Z]|CZ\\d{8,10}|DE\\d{9}"
            + "|(DK|FI|HU|LU|MT|SI)\\d{8}|(EE|EL|PT)\\d{9}|ES([A-Z]\\d{8}|\\d{8}[A-Z]|[A-Z]\\d{7}[A-Z])"
            + "|FR[A-Z0-9]{2}\\d{9}|(HR|IT|LV)\\d{11}|IE(\\d{7}[A-Z]{2}|\\d[A-Z0-9+*]\\d{5}[A-Z])|LT(\\d{9}|\\d{12})"
            + "|NL[A-Z0-9+*]{12}|RO\\d{2,10}|SE\\d{12}|SK\\d{10}|XI(\\d{9}|\\d{12}|(GD|HA)\\d{3})";

    /** The shape of each type. No value fits two types. */
    private static final Map<String, Pattern> SHAPES = Map.of(
            NIP, Pattern.compile(NipNumbers.SHAPE),
            INTERNAL_ID, Pattern.compile(NipNumbers.SHAPE + "-\\d{5}"),
            NIP_VAT_UE, Pattern.compile(NipNumbers.SHAPE + "-(" + VAT_NUMBER + ")"),
            PEPPOL_ID, Pattern.compile("P[A-Z]{2}\\d{6}"));

    public static LoginContext nip(String nip) {
        return new LoginContext(NIP, nip);
    }

    /** Whether the text has the shape of a Peppol identifier. */
    public static boolean peppolId(String text) {
        return new LoginContext(PEPPOL_ID, text).wellFormed();
    }

    /** The types, as the API names them. */
    public static Set<String> types() {
        return SHAPES.keySet();
    }

    /** The type that a client wrote in whatever case, as the API names it. */
    public static Optional<String> knownType(String written) {
        return SHAPES.keySet().stream()
                .filter(type -> type.equalsIgnoreCase(written))
                .findFirst();
    }

    /**
     * The context that a saved state names.
     *
     * @throws IllegalArgumentException if there is no such context
     */
    public static LoginContext saved(String value) {
        return of(value).orElseThrow(() -> new IllegalArgumentException("a context has no known shape"));
    }

    /** The context with this value. The shape of the value tells its type. */
    public static Optional<LoginContext> of(String value) {
        return SHAPES.keySet().stream()
                .map(type -> new LoginContext(type, value))
                .filter(LoginContext::wellFormed)
                .findFirst();
    }

    public boolean wellFormed() {
        Pattern shape = SHAPES.get(type);
        return shape != null && shape.matcher(value).matches();
    }

    /** The NIP of the taxpayer that the context, or the unit that it is, belongs to; nothing for other contexts. */
    public Optional<String> taxpayer() {
        return switch (type) {
            case NIP -> Optional.of(value);
            case INTERNAL_ID -> Optional.of(value.substring(0, value.indexOf('-')));
            default -> Optional.empty();
        };
    }

    /** Whether the context is this taxpayer or one of its units. */
    public boolean belongsTo(String nip) {
        return taxpayer().filter(nip::equals).isPresent();
    }
}
