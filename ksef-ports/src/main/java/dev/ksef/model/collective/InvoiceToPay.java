package dev.ksef.model.collective;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.internal.TextCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One invoice of a new collective identifier. Source: {@code CollectiveIdentifierInvoice} of API 2.8.
 *
 * @param payment what is paid for it; KSeF shows it only to those who made the identifier or are on the invoice
 * @param description at most 512 characters; shown to the same
 */
public record InvoiceToPay(
        KsefNumber ksefNumber,
        @Nullable InvoicePayment payment,
        @Nullable String description) {

    private static final int LONGEST = 512;

    /**
     * @throws IllegalArgumentException if the number is not a KSeF number, the payment lacks its amount or its currency, or the
     *     description is too long
     */
    public InvoiceToPay {
        Objects.requireNonNull(ksefNumber, "ksefNumber");
        KsefNumber.of(ksefNumber.value());
        if (payment != null) {
            payment.requireWhole();
        }
        if (description != null) {
            TextCheck.sized(description, 0, LONGEST, "The description of an invoice to pay");
        }
    }

    /**
     * Returns an invoice without further data.
     *
     * @throws IllegalArgumentException if the number is not valid
     */
    public static InvoiceToPay of(KsefNumber ksefNumber) {
        return new InvoiceToPay(ksefNumber, null, null);
    }

    /**
     * Returns a copy that tells what is paid for it.
     *
     * @throws IllegalArgumentException if the payment lacks its amount or its currency
     */
    public InvoiceToPay paid(InvoicePayment amount) {
        return new InvoiceToPay(ksefNumber, amount, description);
    }

    /**
     * Returns a copy with a description.
     *
     * @throws IllegalArgumentException if it has more than 512 characters
     */
    public InvoiceToPay described(String text) {
        return new InvoiceToPay(ksefNumber, payment, text);
    }
}
