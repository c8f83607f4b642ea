package dev.ksef.model.subject;

import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client whose invoices an indirect right concerns, or all clients.
 *
 * @param value null for {@link Type#ALL_PARTNERS} only
 */
public record TargetIdentifier(
        OpenEnum<Type> type, @Nullable String value) implements TypedIdentifier {

    /** All clients who have granted a right that may be passed on: a general right. */
    public static final TargetIdentifier ALL_PARTNERS = new TargetIdentifier(OpenEnum.of(Type.ALL_PARTNERS), null);

    /** Takes it from KSeF without checking its form. */
    public TargetIdentifier {
        Objects.requireNonNull(type, "type");
    }

    /**
     * Returns the client with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public static TargetIdentifier of(Nip nip) {
        return of(UnitIdentifier.of(nip));
    }

    /**
     * Returns the client that is a unit of a taxpayer.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static TargetIdentifier of(InternalId unit) {
        return of(UnitIdentifier.of(unit));
    }

    private static TargetIdentifier of(UnitIdentifier unit) {
        return new TargetIdentifier(OpenEnum.of(Type.class, unit.type().raw()), unit.value());
    }

    /** Returns the one client; empty for all clients. */
    public Optional<UnitIdentifier> client() {
        return value == null
                ? Optional.empty()
                : Optional.of(new UnitIdentifier(OpenEnum.of(UnitIdentifier.Type.class, type.raw()), value));
    }

    @Override
    public boolean hasKnownForm() {
        return type.is(Type.ALL_PARTNERS)
                ? value == null
                : client().filter(UnitIdentifier::hasKnownForm).isPresent();
    }

    @Override
    public String toString() {
        return client().map(UnitIdentifier::toString).orElseGet(type::toString);
    }

    /** The kinds of targets of indirect rights. */
    public enum Type implements TextValue {
        NIP("Nip"),
        /** All clients; has no value. */
        ALL_PARTNERS("AllPartners"),
        INTERNAL_ID("InternalId");

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
