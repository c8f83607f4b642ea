package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/** A Polish NIP and an EU VAT number, joined by a hyphen: the context of an EU entity's representative. */
public record NipVatUe(String value) implements ContextIdentifier {

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}-[A-Z]{2}[0-9A-Z+*]{2,12}");

    /** Takes the value from KSeF without checking its form. */
    public NipVatUe {
        TextCheck.taken(value, "NipVatUe");
    }

    /**
     * Returns the identifier after checking its general form. The rules of each country are left to KSeF.
     *
     * @throws IllegalArgumentException if it is not a NIP, a hyphen and a VAT number with its country prefix
     */
    public static NipVatUe of(String value) {
        return new NipVatUe(
                TextCheck.shaped(value, SHAPE, "NipVatUe", "a NIP, a hyphen and a VAT number with its country prefix"));
    }

    @Override
    public Type type() {
        return Type.NIP_VAT_UE;
    }

    /** Tells whether this has the general form of such a pair. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
