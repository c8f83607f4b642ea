package dev.ksef.model.subject;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Pesel;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** A person or an entity that has a right, or gave one. */
public record SubjectIdentifier(OpenEnum<Type> type, String value) implements TypedIdentifier {

    /** Takes it from KSeF without checking its form. */
    public SubjectIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the identifier of a taxpayer.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static SubjectIdentifier of(Nip nip) {
        return checked(Type.NIP, nip);
    }

    /**
     * Returns the identifier of a person.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static SubjectIdentifier of(Pesel pesel) {
        return checked(Type.PESEL, pesel);
    }

    /**
     * Returns the identifier of whoever signs in with a certificate that names neither a NIP nor a PESEL.
     *
     * @throws IllegalArgumentException if the fingerprint has another form
     */
    public static SubjectIdentifier of(CertificateFingerprint fingerprint) {
        return checked(Type.FINGERPRINT, CertificateFingerprint.of(fingerprint.value()));
    }

    private static SubjectIdentifier checked(Type type, TextValue value) {
        return TypedIdentifier.sendable(
                new SubjectIdentifier(OpenEnum.of(type), value.value()), "identifier of a subject");
    }

    /** Returns the NIP, if it is one. */
    public Optional<Nip> nip() {
        return type.is(Type.NIP) ? Optional.of(new Nip(value)) : Optional.empty();
    }

    /** Returns the PESEL, if it is one. */
    public Optional<Pesel> pesel() {
        return type.is(Type.PESEL) ? Optional.of(new Pesel(value)) : Optional.empty();
    }

    /** Returns the fingerprint, if it is one. */
    public Optional<CertificateFingerprint> fingerprint() {
        return type.is(Type.FINGERPRINT) ? Optional.of(new CertificateFingerprint(value)) : Optional.empty();
    }

    @Override
    public boolean hasKnownForm() {
        return type.known().filter(known -> known.form.test(value)).isPresent();
    }

    /** Shows a NIP and a fingerprint, but no other value, which may be a PESEL. */
    @Override
    public String toString() {
        return type.is(Type.NIP) || type.is(Type.FINGERPRINT) ? type + " " + value : type + " [redacted]";
    }

    /** The kinds of identifiers of subjects. */
    public enum Type implements TextValue {
        NIP("Nip", text -> new Nip(text).isValid()),
        PESEL("Pesel", text -> new Pesel(text).isValid()),
        FINGERPRINT("Fingerprint", text -> new CertificateFingerprint(text).isValid());

        private final String value;
        private final Predicate<String> form;

        Type(String value, Predicate<String> form) {
            this.value = value;
            this.form = form;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
