package dev.ksef.fa3.rule;

import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A kind of sale that an invoice has a sum of its own for ({@code P_13_1} to {@code P_13_11}), by the rates of its lines. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions are accessors, its lists unmodifiable.
enum SalesGroup {
    BASIC("1", Fa::p_13_1, Fa::p_14_1, Fa::p_14_1W, TStawkaPodatku._22, TStawkaPodatku._23),
    REDUCED("2", Fa::p_13_2, Fa::p_14_2, Fa::p_14_2W, TStawkaPodatku._7, TStawkaPodatku._8),
    LOW("3", Fa::p_13_3, Fa::p_14_3, Fa::p_14_3W, TStawkaPodatku._5),
    TAXI("4", Fa::p_13_4, Fa::p_14_4, Fa::p_14_4W, TStawkaPodatku._3, TStawkaPodatku._4),
    SPECIAL("5", Fa::p_13_5, Fa::p_14_5, null),
    ZERO("6_1", Fa::p_13_6_1, null, null, TStawkaPodatku._0_KR),
    INTRA_COMMUNITY("6_2", Fa::p_13_6_2, null, null, TStawkaPodatku._0_WDT),
    EXPORT("6_3", Fa::p_13_6_3, null, null, TStawkaPodatku._0_EX),
    EXEMPT("7", Fa::p_13_7, null, null, TStawkaPodatku.ZW),
    ABROAD("8", Fa::p_13_8, null, null, TStawkaPodatku.NP_I),
    SERVICES_IN_EU("9", Fa::p_13_9, null, null, TStawkaPodatku.NP_II),
    REVERSE_CHARGE("10", Fa::p_13_10, null, null, TStawkaPodatku.OO),
    MARGIN("11", Fa::p_13_11, null, null);

    /** Those whose tax follows from a Polish rate. */
    static final List<SalesGroup> TAXED = List.of(BASIC, REDUCED, LOW, TAXI);

    private static final Map<TStawkaPodatku, SalesGroup> BY_RATE = Arrays.stream(values())
            .flatMap(group -> group.rates.stream().map(rate -> Map.entry(rate, group)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String suffix;
    private final Function<Fa, @Nullable BigDecimal> net;
    private final @Nullable Function<Fa, @Nullable BigDecimal> tax;
    private final @Nullable Function<Fa, @Nullable BigDecimal> taxInPln;
    private final List<TStawkaPodatku> rates;

    SalesGroup(
            String suffix,
            Function<Fa, @Nullable BigDecimal> net,
            @Nullable Function<Fa, @Nullable BigDecimal> tax,
            @Nullable Function<Fa, @Nullable BigDecimal> taxInPln,
            TStawkaPodatku... rates) {
        this.suffix = suffix;
        this.net = net;
        this.tax = tax;
        this.taxInPln = taxInPln;
        this.rates = List.of(rates);
    }

    /** Returns the group of a line; null if its rate is not given. */
    static @Nullable SalesGroup of(Fa.FaWiersz line) {
        return line.p_12() != null ? of(line.p_12()) : line.p_12_XII() != null ? SPECIAL : null;
    }

    /** Returns the group of a rate. */
    static @Nullable SalesGroup of(TStawkaPodatku rate) {
        return BY_RATE.get(rate);
    }

    /** The name of the field of the sum. */
    String netName() {
        return "P_13_" + suffix;
    }

    String taxName() {
        return "P_14_" + suffix;
    }

    @Nullable
    BigDecimal net(Fa fa) {
        return net.apply(fa);
    }

    @Nullable
    BigDecimal tax(Fa fa) {
        return tax == null ? null : tax.apply(fa);
    }

    @Nullable
    BigDecimal taxInPln(Fa fa) {
        return taxInPln == null ? null : taxInPln.apply(fa);
    }

    /** Tells whether there are such sales, by a line or by the sum, unless that is only what a correction took away. */
    boolean isIn(Fa fa) {
        List<Fa.FaWiersz> lines =
                fa.faWiersz().stream().filter(line -> of(line) == this).toList();
        BigDecimal sum = net(fa);
        return lines.stream().anyMatch(line -> !line.stanPrzed())
                || lines.isEmpty() && sum != null && sum.signum() != 0;
    }

    /** The lowest rate of the group, as a part of one. */
    BigDecimal lowestRate() {
        return part(rates.get(0));
    }

    BigDecimal highestRate() {
        return part(rates.get(rates.size() - 1));
    }

    private static BigDecimal part(TStawkaPodatku rate) {
        return new BigDecimal(rate.text()).movePointLeft(2);
    }
}
