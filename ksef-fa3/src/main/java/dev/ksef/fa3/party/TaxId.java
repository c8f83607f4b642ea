package dev.ksef.fa3.party;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.TPodmiot2;
import dev.ksef.fa3.schema.TPodmiot3;
import org.jspecify.annotations.Nullable;

/** By which number a buyer or third party is known to a tax office. Immutable; never shows the number. */
public final class TaxId {

    private final TPodmiot3 element;

    private TaxId(TPodmiot3 element) {
        this.element = element;
    }

    /**
     * Returns a Polish NIP.
     *
     * @throws InvalidFieldException if it has not the shape of one
     */
    public static TaxId nip(String nip) {
        return new TaxId(TPodmiot3.builder().nip(nip).build());
    }

    /**
     * Returns a VAT number of the European Union, without the prefix of its country.
     *
     * @throws InvalidFieldException if it has not 1 to 12 digits, capitals, {@code +} or {@code *}
     */
    public static TaxId inUnion(TKodyKrajowUE country, String number) {
        return new TaxId(TPodmiot3.builder().kodUE(country).nrVatUE(number).build());
    }

    /**
     * Returns another number, and who gave it.
     *
     * @throws InvalidFieldException if it has not 1 to 50 characters
     */
    public static TaxId other(TKodKraju country, String number) {
        return new TaxId(TPodmiot3.builder().kodKraju(country).nrID(number).build());
    }

    /**
     * Returns the identifier of a unit inside a taxpayer: the NIP, a hyphen and five digits. Third parties alone have it.
     *
     * @throws InvalidFieldException if it has not the shape of one
     */
    public static TaxId internal(String number) {
        return new TaxId(TPodmiot3.builder().idWew(number).build());
    }

    /** Returns what says that there is no number, or none on the invoice: a consumer. */
    public static TaxId none() {
        return new TaxId(TPodmiot3.builder().brakID(true).build());
    }

    /** Tells whether this is a VAT number of another country of the European Union. */
    public boolean isInUnion() {
        return element.kodUE() != null && element.kodUE() != TKodyKrajowUE.PL;
    }

    TPodmiot2 buyer(@Nullable String name) {
        if (element.idWew() != null) {
            throw new IllegalArgumentException(
                    "An internal identifier does not name a buyer: name the buyer by NIP, and the unit as a third party");
        }
        return TPodmiot2.builder()
                .nip(element.nip())
                .kodUE(element.kodUE())
                .nrVatUE(element.nrVatUE())
                .kodKraju(element.kodKraju())
                .nrID(element.nrID())
                .brakID(element.brakID())
                .nazwa(name)
                .build();
    }

    TPodmiot3 thirdParty(@Nullable String name) {
        return element.toBuilder().nazwa(name).build();
    }
}
