package dev.ksef.fa3;

import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.internal.Check;
import dev.ksef.fa3.internal.DecimalType;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a line is taxed. Decides {@code P_12} of the line and the sums that it is added to.
 *
 * <p>Source: the schema's descriptions of {@code TStawkaPodatku} and {@code P_13_1} to {@code P_13_11}.
 */
public final class VatRate {

    /** 23 %, standard: {@code P_13_1}. */
    public static final VatRate P23 = taxed(TStawkaPodatku._23, SumField.P_13_1);
    /** 22 %, standard: {@code P_13_1}. */
    public static final VatRate P22 = taxed(TStawkaPodatku._22, SumField.P_13_1);
    /** 8 %, first reduced: {@code P_13_2}. */
    public static final VatRate P8 = taxed(TStawkaPodatku._8, SumField.P_13_2);
    /** 7 %, first reduced: {@code P_13_2}. */
    public static final VatRate P7 = taxed(TStawkaPodatku._7, SumField.P_13_2);
    /** 5 %, second reduced: {@code P_13_3}. */
    public static final VatRate P5 = taxed(TStawkaPodatku._5, SumField.P_13_3);
    /** 4 %, the flat rate of taxis: {@code P_13_4}. */
    public static final VatRate P4 = taxed(TStawkaPodatku._4, SumField.P_13_4);
    /** 3 %, the former flat rate of taxis: {@code P_13_4}. */
    public static final VatRate P3 = taxed(TStawkaPodatku._3, SumField.P_13_4);
    /** 0 % in Poland: {@code 0 KR}, {@code P_13_6_1}. */
    public static final VatRate ZERO = untaxed(TStawkaPodatku._0_KR, SumField.P_13_6_1);
    /** 0 % for goods supplied to another country of the Union: {@code 0 WDT}, {@code P_13_6_2}. */
    public static final VatRate INTRA_COMMUNITY_SUPPLY = untaxed(TStawkaPodatku._0_WDT, SumField.P_13_6_2);
    /** 0 % for exported goods: {@code 0 EX}, {@code P_13_6_3}. */
    public static final VatRate EXPORT = untaxed(TStawkaPodatku._0_EX, SumField.P_13_6_3);
    /** Exempt: {@code zw}, {@code P_13_7}. The invoice has to say by which provision. */
    public static final VatRate EXEMPT = untaxed(TStawkaPodatku.ZW, SumField.P_13_7);
    /** Not taxed in Poland: {@code np I}, {@code P_13_8}. */
    public static final VatRate OUTSIDE_POLAND = untaxed(TStawkaPodatku.NP_I, SumField.P_13_8);
    /** Services that a taxpayer in another country of the Union pays VAT for (art. 100 ust. 1 pkt 4): {@code np II}, {@code P_13_9}. */
    public static final VatRate INTRA_COMMUNITY_SERVICES = untaxed(TStawkaPodatku.NP_II, SumField.P_13_9);
    /** The buyer in Poland pays VAT: {@code oo}, {@code P_13_10}. */
    public static final VatRate REVERSE_CHARGE = untaxed(TStawkaPodatku.OO, SumField.P_13_10);
    /** The margin is taxed; the line shows no rate: {@code P_13_11}. The price is gross. The invoice has to say which scheme. */
    public static final VatRate MARGIN = new VatRate(null, null, SumField.P_13_11);

    private static final DecimalType PERCENT = DecimalType.between("0", "100", 3, 6);

    private final @Nullable TStawkaPodatku code;
    private final @Nullable BigDecimal percent;
    private final SumField field;

    private VatRate(@Nullable TStawkaPodatku code, @Nullable BigDecimal percent, SumField field) {
        this.code = code;
        this.percent = percent;
        this.field = field;
    }

    /**
     * Returns the rate of the country of consumption, in the Union's one-stop shop: {@code P_12_XII}, {@code P_13_5}.
     *
     * @param percent such as 19
     * @throws InvalidFieldException if it is below 0 or above 100, or has more than six decimals
     */
    public static VatRate oneStopShop(BigDecimal percent) {
        return new VatRate(null, Check.required("P_12_XII", PERCENT, percent), SumField.P_13_5);
    }

    private static VatRate taxed(TStawkaPodatku code, SumField field) {
        return new VatRate(code, new BigDecimal(code.text()), field);
    }

    private static VatRate untaxed(TStawkaPodatku code, SumField field) {
        return new VatRate(code, null, field);
    }

    /** Returns what {@code P_12} says, or null if there is none: in margin schemes and in the one-stop shop. */
    @Nullable
    TStawkaPodatku code() {
        return code;
    }

    /** Returns what {@code P_12_XII} says, or null outside the one-stop shop. */
    @Nullable
    BigDecimal oneStopShopPercent() {
        return code == null ? percent : null;
    }

    SumField field() {
        return field;
    }

    /** Tells whether there is VAT to compute. */
    boolean isTaxed() {
        return percent != null;
    }

    /** Returns VAT on a net or gross amount, rounded once. */
    BigDecimal vat(BigDecimal amount, boolean gross) {
        return percent == null ? Money.ZERO : Money.vat(amount, gross, percent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VatRate rate
                && code == rate.code
                && field == rate.field
                && (percent == null ? rate.percent == null : rate.percent != null && Money.same(percent, rate.percent));
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, field, percent == null ? null : percent.stripTrailingZeros());
    }

    /** Returns what an invoice shows, such as {@code 23} or {@code 0 WDT}. */
    @Override
    public String toString() {
        if (code != null) {
            return code.text();
        }
        return percent == null ? "margin" : percent.toPlainString() + " (one-stop shop)";
    }
}
