package dev.ksef.model.invoice;

import dev.ksef.model.Nip;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The buyer in a query.
 *
 * @param value compared exactly, at most 50 characters; null only for {@link BuyerIdentifierType#NONE}
 */
public record BuyerIdentifier(
        BuyerIdentifierType type, @Nullable String value) {

    /** Selects buyers without any identifier. */
    public static final BuyerIdentifier NONE = new BuyerIdentifier(BuyerIdentifierType.NONE, null);

    private static final int LONGEST = 50;

    /**
     * @throws IllegalArgumentException if type and value do not fit together
     */
    public BuyerIdentifier {
        Objects.requireNonNull(type, "type");
        if (type == BuyerIdentifierType.NONE) {
            if (value != null) {
                throw new IllegalArgumentException("A buyer without an identifier has no value");
            }
        } else if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("The identifier of a buyer has 1 to " + LONGEST + " characters");
        } else if (type == BuyerIdentifierType.NIP) {
            Nip.of(value);
        }
    }

    /** Returns the buyer with this NIP. */
    public static BuyerIdentifier of(Nip nip) {
        return new BuyerIdentifier(BuyerIdentifierType.NIP, nip.value());
    }

    /** Returns the buyer with this VAT number of an EU country, its prefix included. */
    public static BuyerIdentifier vatUe(String number) {
        return new BuyerIdentifier(BuyerIdentifierType.VAT_UE, number);
    }

    /** Returns the buyer with another identifier. */
    public static BuyerIdentifier other(String number) {
        return new BuyerIdentifier(BuyerIdentifierType.OTHER, number);
    }
}
