package dev.ksef.model;

import java.util.Arrays;
import java.util.function.Function;

/** Whom a call acts for (kontekst logowania): a taxpayer, a unit of one, a pair of EU entities or a Peppol provider. */
public sealed interface ContextIdentifier extends TextValue permits Nip, InternalId, NipVatUe, PeppolId {

    /** Returns the kind of identifier. */
    Type type();

    /** The kinds of context that KSeF knows. */
    enum Type implements TextValue {
        NIP("Nip", Nip::of),
        INTERNAL_ID("InternalId", InternalId::of),
        NIP_VAT_UE("NipVatUe", NipVatUe::of),
        PEPPOL_ID("PeppolId", PeppolId::of);

        private final String value;
        private final Function<String, ContextIdentifier> checked;

        Type(String value, Function<String, ContextIdentifier> checked) {
            this.value = value;
            this.checked = checked;
        }

        /**
         * Returns the kind that travels under this name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Type named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.value.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "A context is of kind Nip, InternalId, NipVatUe or PeppolId and of no other"));
        }

        /**
         * Returns the identifier of this kind, checked for its shape.
         *
         * @throws IllegalArgumentException if it has not the shape of its kind
         */
        public ContextIdentifier of(String identifier) {
            return checked.apply(identifier);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
