package dev.ksef.model;

import java.util.Arrays;
import java.util.function.Function;

/**
 * The context that a call acts for (kontekst logowania): a taxpayer, a taxpayer's unit, a NIP with an EU VAT number, or a
 * Peppol provider.
 */
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
         * Returns the kind with this name in KSeF.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Type named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.value.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The kind of a context must be Nip, InternalId, NipVatUe or PeppolId"));
        }

        /**
         * Returns an identifier of this kind after checking its form.
         *
         * @throws IllegalArgumentException if the identifier does not have the form of its kind
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
