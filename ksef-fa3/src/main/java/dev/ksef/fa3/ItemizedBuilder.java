package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.field.InvalidFieldException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A builder of invoices that list what is sold.
 *
 * @param <B> the builder of one kind
 */
public abstract sealed class ItemizedBuilder<B extends ItemizedBuilder<B>> extends InvoiceBuilder<B>
        permits SaleBuilder, SettlementBuilder {

    ItemizedBuilder(TRodzajFaktury kind) {
        super(kind);
    }

    /** Adds a line. Up to 10 000. */
    public B line(Line line) {
        place(line);
        return self();
    }

    /**
     * Adds a line with a net price for each unit.
     *
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public B line(String name, BigDecimal quantity, BigDecimal netPrice, VatRate rate) {
        return line(Line.net(name, quantity, netPrice, rate));
    }

    /**
     * Adds a line with a net price for each unit.
     *
     * @param netPrice in digits, such as {@code 12.50}
     * @throws NumberFormatException if the price is no number; tells how one is written
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public B line(String name, long quantity, String netPrice, VatRate rate) {
        return line(name, BigDecimal.valueOf(quantity), price(netPrice), rate);
    }

    /** Java's own message is null for an empty text, and shows a character of others. */
    private static BigDecimal price(String digits) {
        try {
            return new BigDecimal(Objects.requireNonNull(digits, "netPrice"));
        } catch (NumberFormatException unreadable) {
            throw new NumberFormatException("The price has to be a number in digits with a point, such as 12.50");
        }
    }

    @Override
    void check(List<String> problems) {
        if (lines.isEmpty()) {
            problems.add("there is nothing on the invoice: call line");
        }
        checkLines(problems);
        checkQuantities(lines, problems);
    }
}
