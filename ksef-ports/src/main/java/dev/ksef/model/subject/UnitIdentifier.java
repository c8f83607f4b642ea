package dev.ksef.model.subject;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A taxpayer or a unit of one: the context in which a right holds, or a subordinate unit. */
public record UnitIdentifier(OpenEnum<Type> type, String value) implements TypedIdentifier {

    /** Takes it from KSeF without checking its form. */
    public UnitIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the identifier of a taxpayer.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static UnitIdentifier of(Nip nip) {
        return checked(Type.NIP, nip);
    }

    /**
     * Returns the identifier of a unit of a taxpayer.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static UnitIdentifier of(InternalId unit) {
        return checked(Type.INTERNAL_ID, unit);
    }

    private static UnitIdentifier checked(Type type, ContextIdentifier value) {
        return TypedIdentifier.sendable(new UnitIdentifier(OpenEnum.of(type), value.value()), "identifier of a unit");
    }

    /** Returns it as a context to act for; empty if its type is unknown, or its value has another form. */
    public Optional<ContextIdentifier> context() {
        return hasKnownForm() ? type.known().map(known -> known.context.apply(value)) : Optional.empty();
    }

    @Override
    public boolean hasKnownForm() {
        return type.is(Type.NIP) && new Nip(value).isValid()
                || type.is(Type.INTERNAL_ID) && new InternalId(value).isValid();
    }

    @Override
    public String toString() {
        return type + " " + value;
    }

    /** The kinds of identifiers of units. */
    public enum Type implements TextValue {
        NIP("Nip", Nip::of),
        INTERNAL_ID("InternalId", InternalId::of);

        private final String value;
        private final Function<String, ContextIdentifier> context;

        Type(String value, Function<String, ContextIdentifier> context) {
            this.value = value;
            this.context = context;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
