package dev.ksef.model;

/** Whom a call acts for (kontekst logowania): a taxpayer, a unit of one, a pair of EU entities or a Peppol provider. */
public sealed interface ContextIdentifier extends TextValue permits Nip, InternalId, NipVatUe, PeppolId {

    /** The kind of identifier. */
    Type type();

    /** The kinds of context that KSeF knows. */
    enum Type implements TextValue {
        NIP("Nip"),
        INTERNAL_ID("InternalId"),
        NIP_VAT_UE("NipVatUe"),
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
