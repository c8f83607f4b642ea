package dev.ksef.model;

/**
 * The structure of the invoices in a session.
 *
 * @param systemCode for example {@code FA (3)}, with the space
 * @param schemaVersion for example {@code 1-0E}
 * @param value for example {@code FA}
 */
public record FormCode(String systemCode, String schemaVersion, String value) {

    public static final FormCode FA_2 = new FormCode("FA (2)", "1-0E", "FA");
    public static final FormCode FA_3 = new FormCode("FA (3)", "1-0E", "FA");
    /** Peppol invoice; only for online sessions in the context of a Peppol provider. */
    public static final FormCode PEF_3 = new FormCode("PEF (3)", "2-1", "PEF");
    /** Peppol credit note; only for online sessions in the context of a Peppol provider. */
    public static final FormCode PEF_KOR_3 = new FormCode("PEF_KOR (3)", "2-1", "PEF");
    /** Invoice of a flat-rate farmer. */
    public static final FormCode FA_RR_1 = new FormCode("FA_RR (1)", "1-1E", "FA_RR");

    /** Returns a structure for which this version has no constant. */
    public static FormCode of(String systemCode, String schemaVersion, String value) {
        return new FormCode(systemCode, schemaVersion, value);
    }
}
