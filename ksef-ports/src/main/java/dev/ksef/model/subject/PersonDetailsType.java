package dev.ksef.model.subject;

import dev.ksef.model.TextValue;

/** How a person proves who they are when they sign in, which decides what else is told about them. */
public enum PersonDetailsType implements TextValue {
    /** By Profil Zaufany, or by a certificate that names a NIP or a PESEL. */
    PERSON_BY_IDENTIFIER("PersonByIdentifier"),
    /** By a certificate that names neither; the person has a NIP or a PESEL. */
    PERSON_BY_FINGERPRINT_WITH_IDENTIFIER("PersonByFingerprintWithIdentifier"),
    /** By a certificate that names neither; the person has neither. */
    PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER("PersonByFingerprintWithoutIdentifier");

    private final String value;

    PersonDetailsType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
