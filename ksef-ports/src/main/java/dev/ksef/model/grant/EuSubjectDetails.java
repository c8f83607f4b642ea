package dev.ksef.model.grant;

import dev.ksef.model.TextValue;
import dev.ksef.model.subject.EuEntityDetails;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The person or entity that rights for an EU entity are granted to: exactly the details that the type demands.
 *
 * <p>Source: schema {@code EuEntityPermissionSubjectDetails} of API 2.8.
 *
 * @param personByFpWithId for {@link Type#PERSON_BY_FINGERPRINT_WITH_IDENTIFIER}
 * @param personByFpNoId for {@link Type#PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER}
 * @param entityByFp for {@link Type#ENTITY_BY_FINGERPRINT}
 */
public record EuSubjectDetails(
        Type subjectDetailsType,
        @Nullable PersonWithIdentifier personByFpWithId,
        @Nullable PersonWithDocument personByFpNoId,
        @Nullable EuEntityDetails entityByFp) {

    /**
     * @throws IllegalArgumentException if there are other details than the type demands
     */
    public EuSubjectDetails {
        Objects.requireNonNull(subjectDetailsType, "subjectDetailsType");
        if (subjectDetailsType == Type.PERSON_BY_FINGERPRINT_WITH_IDENTIFIER != (personByFpWithId != null)
                || subjectDetailsType == Type.PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER != (personByFpNoId != null)
                || subjectDetailsType == Type.ENTITY_BY_FINGERPRINT != (entityByFp != null)) {
            throw new IllegalArgumentException(
                    "The type " + subjectDetailsType.value() + " demands its own details, and no others");
        }
        if (entityByFp != null) {
            entityByFp = entityByFp.sendable();
        }
    }

    /** Returns a person who has a NIP or PESEL that the certificate does not name. */
    public static EuSubjectDetails of(PersonWithIdentifier person) {
        return new EuSubjectDetails(Type.PERSON_BY_FINGERPRINT_WITH_IDENTIFIER, person, null, null);
    }

    /** Returns a person who has neither NIP nor PESEL. */
    public static EuSubjectDetails of(PersonWithDocument person) {
        return new EuSubjectDetails(Type.PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER, null, person, null);
    }

    /** Returns an entity, which signs in with a seal. */
    public static EuSubjectDetails of(EuEntityDetails entity) {
        return new EuSubjectDetails(Type.ENTITY_BY_FINGERPRINT, null, null, entity);
    }

    /** The kinds of subjects. */
    public enum Type implements TextValue {
        PERSON_BY_FINGERPRINT_WITH_IDENTIFIER("PersonByFingerprintWithIdentifier"),
        PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER("PersonByFingerprintWithoutIdentifier"),
        ENTITY_BY_FINGERPRINT("EntityByFingerprint");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
