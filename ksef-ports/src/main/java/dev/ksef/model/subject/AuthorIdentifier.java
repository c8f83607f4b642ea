package dev.ksef.model.subject;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Pesel;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who granted a right to a person: another subject, or KSeF itself.
 *
 * @param value null for {@link Type#SYSTEM} only
 */
public record AuthorIdentifier(
        OpenEnum<Type> type, @Nullable String value) implements TypedIdentifier {

    /** KSeF itself, for example for rights by a paper form (ZAW-FA). */
    public static final AuthorIdentifier SYSTEM = new AuthorIdentifier(OpenEnum.of(Type.SYSTEM), null);

    /** Takes it from KSeF without checking its form. */
    public AuthorIdentifier {
        Objects.requireNonNull(type, "type");
    }

    /** Returns the author with this identifier. */
    public static AuthorIdentifier of(SubjectIdentifier subject) {
        return new AuthorIdentifier(OpenEnum.of(Type.class, subject.type().raw()), subject.value());
    }

    /** Returns the author with this NIP. */
    public static AuthorIdentifier of(Nip nip) {
        return of(SubjectIdentifier.of(nip));
    }

    /** Returns the author with this PESEL. */
    public static AuthorIdentifier of(Pesel pesel) {
        return of(SubjectIdentifier.of(pesel));
    }

    /** Returns the author who signs in with this certificate. */
    public static AuthorIdentifier of(CertificateFingerprint fingerprint) {
        return of(SubjectIdentifier.of(fingerprint));
    }

    /** Returns the subject; empty for KSeF itself. */
    public Optional<SubjectIdentifier> subject() {
        return value == null
                ? Optional.empty()
                : Optional.of(new SubjectIdentifier(OpenEnum.of(SubjectIdentifier.Type.class, type.raw()), value));
    }

    @Override
    public boolean hasKnownForm() {
        return type.is(Type.SYSTEM)
                ? value == null
                : subject().filter(SubjectIdentifier::hasKnownForm).isPresent();
    }

    /** Shows no PESEL. */
    @Override
    public String toString() {
        return subject().map(SubjectIdentifier::toString).orElseGet(type::toString);
    }

    /** The kinds of identifiers of authors. */
    public enum Type implements TextValue {
        NIP("Nip"),
        PESEL("Pesel"),
        FINGERPRINT("Fingerprint"),
        /** KSeF itself; has no value. */
        SYSTEM("System");

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
