package dev.ksef.model.subject;

import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;

/** An entity, which KSeF knows by its NIP. */
public record EntityIdentifier(OpenEnum<Type> type, String value) implements TypedIdentifier {

    /** Takes it from KSeF without checking its form. */
    public EntityIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the entity with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static EntityIdentifier of(Nip nip) {
        return TypedIdentifier.sendable(
                new EntityIdentifier(OpenEnum.of(Type.NIP), nip.value()), "identifier of an entity");
    }

    /** Returns the NIP, if it is one. */
    public Optional<Nip> nip() {
        return type.is(Type.NIP) ? Optional.of(new Nip(value)) : Optional.empty();
    }

    @Override
    public boolean hasKnownForm() {
        return nip().filter(Nip::isValid).isPresent();
    }

    @Override
    public String toString() {
        return type + " " + value;
    }

    /** The kinds of identifiers of entities. */
    public enum Type implements TextValue {
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
