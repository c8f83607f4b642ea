package dev.ksef.model.subject;

import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.PeppolId;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;

/** An entity that is authorized to act for another one: a taxpayer or a Peppol provider. */
public record AuthorizedEntityIdentifier(OpenEnum<Type> type, String value) implements TypedIdentifier {

    /** Takes it from KSeF without checking its form. */
    public AuthorizedEntityIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the entity with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static AuthorizedEntityIdentifier of(Nip nip) {
        return checked(Type.NIP, nip);
    }

    /**
     * Returns the Peppol provider with this identifier.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static AuthorizedEntityIdentifier of(PeppolId provider) {
        return checked(Type.PEPPOL_ID, provider);
    }

    private static AuthorizedEntityIdentifier checked(Type type, TextValue value) {
        return TypedIdentifier.sendable(
                new AuthorizedEntityIdentifier(OpenEnum.of(type), value.value()), "identifier of an authorized entity");
    }

    /** Returns the NIP, if it is one. */
    public Optional<Nip> nip() {
        return type.is(Type.NIP) ? Optional.of(new Nip(value)) : Optional.empty();
    }

    /** Returns the identifier of a Peppol provider, if it is one. */
    public Optional<PeppolId> peppolId() {
        return type.is(Type.PEPPOL_ID) ? Optional.of(new PeppolId(value)) : Optional.empty();
    }

    @Override
    public boolean hasKnownForm() {
        return nip().filter(Nip::isValid).isPresent()
                || peppolId().filter(PeppolId::isValid).isPresent();
    }

    @Override
    public String toString() {
        return type + " " + value;
    }

    /** The kinds of identifiers of authorized entities. */
    public enum Type implements TextValue {
        NIP("Nip"),
        PEPPOL_ID("PeppolId");

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
