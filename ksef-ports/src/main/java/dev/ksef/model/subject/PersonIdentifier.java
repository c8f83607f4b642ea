package dev.ksef.model.subject;

import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Pesel;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;

/** The number of a person whose certificate does not name it. */
public record PersonIdentifier(OpenEnum<Type> type, String value) implements TypedIdentifier {

    /** Takes it from KSeF without checking its form. */
    public PersonIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the identifier of the person with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static PersonIdentifier of(Nip nip) {
        return checked(Type.NIP, nip);
    }

    /**
     * Returns the identifier of the person with this PESEL.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static PersonIdentifier of(Pesel pesel) {
        return checked(Type.PESEL, pesel);
    }

    private static PersonIdentifier checked(Type type, TextValue value) {
        return TypedIdentifier.sendable(
                new PersonIdentifier(OpenEnum.of(type), value.value()), "identifier of a person");
    }

    /** Returns the NIP, if it is one. */
    public Optional<Nip> nip() {
        return type.is(Type.NIP) ? Optional.of(new Nip(value)) : Optional.empty();
    }

    /** Returns the PESEL, if it is one. */
    public Optional<Pesel> pesel() {
        return type.is(Type.PESEL) ? Optional.of(new Pesel(value)) : Optional.empty();
    }

    @Override
    public boolean hasKnownForm() {
        return nip().filter(Nip::isValid).isPresent()
                || pesel().filter(Pesel::isValid).isPresent();
    }

    /** Does not show the number. */
    @Override
    public String toString() {
        return type + " [redacted]";
    }

    /** The kinds of numbers of persons. */
    public enum Type implements TextValue {
        PESEL("Pesel"),
        NIP("Nip");

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
