package dev.ksef.simulator.right;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who has or grants a right: the type of the identifier, as the API names it, and its value. */
public record SubjectId(String type, String value) {

    public static final String NIP = "Nip";
    public static final String PESEL = "Pesel";
    public static final String FINGERPRINT = "Fingerprint";
    public static final String PEPPOL_ID = "PeppolId";

    /** KSeF itself, which grants rights that nobody asked for. */
    public static final SubjectId SYSTEM = new SubjectId("System", "");

    /** The shape of a fingerprint, in letters of either case. */
    public static final String FINGERPRINT_SHAPE = "[0-9A-Fa-f]{64}";

    /** The shape of a PESEL. Its check digit is not checked, as on TEST. */
    public static final String PESEL_SHAPE =
            "\\d{2}(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|4[1-9]|5[0-2]|6[1-9]|7[0-2]" + "|8[1-9]|9[0-2])\\d{7}";

    private static final Pattern ANY_PESEL = Pattern.compile("\\d{11}");
    private static final Pattern ANY_FINGERPRINT = Pattern.compile(FINGERPRINT_SHAPE);

    /** Fingerprints are compared in upper case. */
    public SubjectId {
        value = type.equals(FINGERPRINT) ? value.toUpperCase(Locale.ROOT) : value;
    }

    public static SubjectId nip(String nip) {
        return new SubjectId(NIP, nip);
    }

    public static SubjectId pesel(String pesel) {
        return new SubjectId(PESEL, pesel);
    }

    public static SubjectId fingerprint(String fingerprint) {
        return new SubjectId(FINGERPRINT, fingerprint);
    }

    public static SubjectId peppolId(String peppolId) {
        return new SubjectId(PEPPOL_ID, peppolId);
    }

    /** The one who stands for a context: the taxpayer for its units. */
    public static SubjectId of(LoginContext context) {
        return context.taxpayer().map(SubjectId::nip).orElseGet(() -> new SubjectId(context.type(), context.value()));
    }

    /**
     * Reads an identifier, whose shape tells its type.
     *
     * @throws IllegalArgumentException if it has no such shape
     */
    public static SubjectId of(String identifier) {
        String value = identifier.toUpperCase(Locale.ROOT);
        if (NipNumbers.wellFormed(value)) {
            return nip(value);
        }
        if (ANY_PESEL.matcher(value).matches()) {
            return pesel(value);
        }
        if (ANY_FINGERPRINT.matcher(value).matches()) {
            return fingerprint(value);
        }
        if (LoginContext.peppolId(value)) {
            return peppolId(value);
        }
        throw new IllegalArgumentException(
                "Neither a NIP, a PESEL, a SHA-256 fingerprint nor a Peppol identifier: " + identifier);
    }

    /**
     * The subject that a row of the saved state has, where it was written as {@link #json} does.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SubjectId saved(SavedRow row) {
        String value = row.optionalText("value");
        return new SubjectId(row.text("type"), value == null ? "" : value);
    }

    public ObjectNode json() {
        ObjectNode json = JsonTrees.object().put("type", type);
        return value.isEmpty() ? json : json.put("value", value);
    }
}
