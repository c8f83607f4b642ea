package dev.ksef.model.subject;

import dev.ksef.model.NipVatUe;
import dev.ksef.model.TextValue;
import java.util.Objects;

/** The context of an EU entity: the NIP of the taxpayer who authorizes it, and the entity's VAT number. */
public record EuEntityContextIdentifier(Type type, NipVatUe value) {

    /**
     * @throws IllegalArgumentException if the pair of numbers has another form
     */
    public EuEntityContextIdentifier {
        Objects.requireNonNull(type, "type");
        value = NipVatUe.of(value.value());
    }

    /**
     * Returns the identifier of the context.
     *
     * @throws IllegalArgumentException if the pair of numbers has another form
     */
    public static EuEntityContextIdentifier of(NipVatUe context) {
        return new EuEntityContextIdentifier(Type.NIP_VAT_UE, context);
    }

    /** The only kind. */
    public enum Type implements TextValue {
        NIP_VAT_UE("NipVatUe");

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
