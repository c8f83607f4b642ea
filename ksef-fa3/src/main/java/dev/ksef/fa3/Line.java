package dev.ksef.fa3;

import dev.ksef.fa3.code.TGTU;
import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice or of an order. Its value is quantity times price, less the discount, rounded to whole grosze, halves away
 * from zero. Immutable; never shows what is sold.
 */
public final class Line {

    /** The line has no number before it stands on an invoice. */
    private static final int NO_NUMBER_YET = 1;

    private final Fa.FaWiersz fields;
    private final VatRate rate;
    private final boolean gross;
    private final boolean discountEach;
    private final @Nullable BigDecimal given;

    private Line(Fa.FaWiersz fields, VatRate rate, boolean gross, boolean discountEach, @Nullable BigDecimal given) {
        this.fields = fields;
        this.rate = rate;
        this.gross = gross;
        this.discountEach = discountEach;
        this.given = given;
    }

    /**
     * Returns a line with a net price for each unit.
     *
     * @param quantity with at most six decimals
     * @param price with at most eight decimals
     * @throws InvalidFieldException if a part is not what the schema demands
     * @throws IllegalArgumentException if the rate is {@link VatRate#MARGIN}
     */
    public static Line net(String name, BigDecimal quantity, BigDecimal price, VatRate rate) {
        Objects.requireNonNull(quantity, "quantity");
        return of(named(name, rate).p_8B(quantity).p_9A(Objects.requireNonNull(price, "price")), rate, false, null);
    }

    /**
     * Returns a line with a gross price for each unit (art. 106e ust. 7 and 8).
     *
     * @param quantity with at most six decimals
     * @param price with at most eight decimals
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public static Line gross(String name, BigDecimal quantity, BigDecimal price, VatRate rate) {
        Objects.requireNonNull(quantity, "quantity");
        return of(named(name, rate).p_8B(quantity).p_9B(Objects.requireNonNull(price, "price")), rate, true, null);
    }

    /**
     * Returns a line with a net value and nothing else, as simplified and collective invoices have it.
     *
     * @throws InvalidFieldException if a part is not what the schema demands
     * @throws IllegalArgumentException if the rate is {@link VatRate#MARGIN}
     */
    public static Line netValue(String name, BigDecimal value, VatRate rate) {
        return of(named(name, rate), rate, false, Money.checked("FaWiersz/P_11", value));
    }

    /**
     * Returns a line with a gross value and nothing else.
     *
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public static Line grossValue(String name, BigDecimal value, VatRate rate) {
        return of(named(name, rate), rate, true, Money.checked("FaWiersz/P_11A", value));
    }

    private static Fa.FaWiersz.Builder named(String name, VatRate rate) {
        Objects.requireNonNull(rate, "rate");
        return Fa.FaWiersz.builder()
                .nrWierszaFa(NO_NUMBER_YET)
                .p_7(Objects.requireNonNull(name, "name"))
                .p_12(rate.code())
                .p_12_XII(rate.oneStopShopPercent());
    }

    private static Line of(Fa.FaWiersz.Builder fields, VatRate rate, boolean gross, @Nullable BigDecimal given) {
        if (!gross && rate.equals(VatRate.MARGIN)) {
            throw new IllegalArgumentException(
                    "In a margin scheme the price is gross: make the line by Line.gross or Line.grossValue");
        }
        return new Line(fields.build(), rate, gross, false, given);
    }

    /** Returns the line with a discount on all of it, not yet in its price ({@code P_10}). Net if the price is net. */
    public Line discount(BigDecimal amount) {
        return discounted(amount, false);
    }

    /** Returns the line with a discount on each unit, not yet in its price ({@code P_10}). Net if the price is net. */
    public Line discountEach(BigDecimal amount) {
        return discounted(amount, true);
    }

    private Line discounted(BigDecimal amount, boolean each) {
        if (computed() == null) {
            throw new IllegalStateException(
                    "The line has a value and no price to take a discount from: make it by Line.net or Line.gross");
        }
        var changed = fields().p_10(Objects.requireNonNull(amount, "amount"));
        return new Line(changed.build(), rate, gross, each, given);
    }

    /**
     * Returns the line with a value from elsewhere: net if the price is net. It stands on the invoice and in its sums; where it is
     * not what quantity and price make, there is a finding.
     */
    public Line value(BigDecimal value) {
        String element = gross ? "FaWiersz/P_11A" : "FaWiersz/P_11";
        return new Line(fields, rate, gross, discountEach, Money.checked(element, value));
    }

    /** Returns the line with a unit of measure, such as {@code szt.} ({@code P_8A}). */
    public Line unit(String unit) {
        return with(fields().p_8A(unit));
    }

    /** Returns the line with the day of its supply, if lines have different ones ({@code P_6A}). */
    public Line supplied(LocalDate day) {
        return with(fields().p_6A(day));
    }

    /** Returns the line with an identifier that is unique everywhere ({@code UU_ID}). */
    public Line id(String id) {
        return with(fields().uu_ID(id));
    }

    /** Returns the line with the seller's own code ({@code Indeks}). */
    public Line index(String code) {
        return with(fields().indeks(code));
    }

    /** Returns the line with a Global Trade Item Number. */
    public Line gtin(String number) {
        return with(fields().gtin(number));
    }

    /** Returns the line with a code of the Polish classification of goods and services. */
    public Line pkwiu(String code) {
        return with(fields().pkWiU(code));
    }

    /** Returns the line with a code of the Combined Nomenclature. */
    public Line cn(String code) {
        return with(fields().cn(code));
    }

    /** Returns the line with a code of the Polish classification of buildings. */
    public Line pkob(String code) {
        return with(fields().pkob(code));
    }

    /** Returns the line with a group of goods and services for the tax record. */
    public Line gtu(TGTU group) {
        return with(fields().gtu(group));
    }

    /** Returns the line with a procedure for the tax record. */
    public Line procedure(TOznaczenieProcedury procedure) {
        return with(fields().procedura(procedure));
    }

    /** Returns the line as one of goods or services of annex 15, for which payment may have to be split. */
    public Line annex15() {
        return with(fields().p_12_Zal_15(true));
    }

    /** Returns the line with the excise duty in its price. */
    public Line excise(BigDecimal amount) {
        return with(fields().kwotaAkcyzy(amount));
    }

    /** Returns the line with its own exchange rate: złoty for one unit of the invoice's currency, with at most six decimals. */
    public Line exchangeRate(BigDecimal rate) {
        return with(fields().kursWaluty(Money.checkedExchangeRate("FaWiersz/KursWaluty", rate)));
    }

    private Line with(Fa.FaWiersz.Builder changed) {
        return new Line(changed.build(), rate, gross, discountEach, given);
    }

    /** Returns everything but number, value, and what depends on the invoice. */
    Fa.FaWiersz.Builder fields() {
        return fields.toBuilder();
    }

    Fa.FaWiersz element() {
        return fields;
    }

    VatRate rate() {
        return rate;
    }

    boolean isGross() {
        return gross;
    }

    boolean isAnnex15() {
        return fields.p_12_Zal_15();
    }

    boolean hasNegativeQuantity() {
        BigDecimal quantity = fields.p_8B();
        return quantity != null && quantity.signum() < 0;
    }

    /** Returns what stands on the invoice. */
    BigDecimal value() {
        BigDecimal computed = computed();
        if (given != null) {
            return given;
        }
        return Objects.requireNonNull(computed, "a line without price has a value");
    }

    /** Returns the value with VAT. */
    BigDecimal withVat() {
        return gross ? value() : value().add(vat());
    }

    /** Returns VAT on the value, rounded. */
    BigDecimal vat() {
        return rate.vat(value(), gross);
    }

    /** Returns what quantity, price and discount make, or null if there is no price. */
    @Nullable
    BigDecimal computed() {
        BigDecimal price = gross ? fields.p_9B() : fields.p_9A();
        BigDecimal quantity = fields.p_8B();
        if (price == null || quantity == null) {
            return null;
        }
        BigDecimal discount = fields.p_10() == null ? BigDecimal.ZERO : fields.p_10();
        return Money.rounded(
                discountEach
                        ? quantity.multiply(price.subtract(discount))
                        : quantity.multiply(price).subtract(discount));
    }

    @Override
    public String toString() {
        return "Line taxed by " + rate;
    }
}
