package dev.ksef.model.collective;

import dev.ksef.model.Nip;
import dev.ksef.model.TextValue;
import dev.ksef.model.internal.Crc8;
import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/**
 * The number of a collective identifier, to be named in the payment: 35 characters, {@code NIP-IZYYYYMM-HHHHHHHHHHHH-CC}, where
 * {@code NIP} is the seller's, and {@code CC} is a CRC-8 over the first 32 characters, hyphens included.
 *
 * <p>Source: schema {@code GenerateCollectiveIdentifierResponse} of API 2.8.
 */
public record CollectiveIdentifierNumber(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile(
            "[1-9](\\d[1-9]|[1-9]\\d)\\d{7}-IZ(20[2-9]\\d|2[1-9]\\d{2})(0[1-9]|1[0-2])-[0-9A-F]{12}-[0-9A-F]{2}");
    private static final int NIP_DIGITS = 10;

    /** Takes the value from KSeF without checking its form. */
    public CollectiveIdentifierNumber {
        TextCheck.taken(value, "number of a collective identifier");
    }

    /**
     * Returns the number after checking its form and its checksum.
     *
     * @throws IllegalArgumentException if one of them is wrong, so that a typing error is found before any call
     */
    public static CollectiveIdentifierNumber of(String value) {
        var number = new CollectiveIdentifierNumber(TextCheck.shaped(
                value,
                SHAPE,
                "The number of a collective identifier",
                "a NIP, -IZ with year and month, 12 hexadecimal digits and a checksum"));
        if (!number.isValid()) {
            throw new IllegalArgumentException("The number of a collective identifier " + value
                    + " has a wrong checksum: one of its characters was mistyped or lost");
        }
        return number;
    }

    /** Tells whether form and checksum are right. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches() && Crc8.endsRightly(value);
    }

    /**
     * Returns the seller of its invoices.
     *
     * @throws IllegalStateException if this does not have the form of such a number
     */
    public Nip seller() {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalStateException("'" + value + "' has not the form of a collective identifier's number");
        }
        return Nip.of(value.substring(0, NIP_DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
