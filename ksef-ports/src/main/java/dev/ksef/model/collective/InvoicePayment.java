package dev.ksef.model.collective;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is paid for one of several invoices.
 *
 * @param currency ISO 4217
 */
public record InvoicePayment(
        @Nullable BigDecimal amount, @Nullable String currency) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /**
     * Returns a payment after checking its currency.
     *
     * @throws IllegalArgumentException if the currency is not three capital letters
     */
    public static InvoicePayment of(BigDecimal amount, String currency) {
        var payment = new InvoicePayment(amount, currency);
        payment.requireWhole();
        return payment;
    }

    /** What KSeF sent may lack a part, and what is sent to it may not. */
    void requireWhole() {
        if (amount == null) {
            throw new IllegalArgumentException("A payment has an amount");
        }
        if (currency == null || !CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("A currency code is three capital letters, for example EUR");
        }
    }
}
