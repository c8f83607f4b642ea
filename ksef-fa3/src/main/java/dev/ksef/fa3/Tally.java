package dev.ksef.fa3;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up amounts by rate of VAT, and then by the fields that FA(3) has for them. */
final class Tally {

    private record Key(VatRate rate, boolean gross) {}

    /** The amounts of one rate and one way of pricing. */
    private static final class Amounts {
        private BigDecimal value = Money.ZERO;
        private BigDecimal vatOfLines = Money.ZERO;
        private final Map<BigDecimal, Amounts> byExchangeRate = new LinkedHashMap<>();
        private boolean withoutExchangeRate;

        void add(BigDecimal amount, BigDecimal vat) {
            value = value.add(amount);
            vatOfLines = vatOfLines.add(vat);
        }

        BigDecimal vat(Key key, Rounding rounding) {
            return rounding == Rounding.BY_LINE ? vatOfLines : key.rate().vat(value, key.gross());
        }

        BigDecimal vatInZloty(Key key, Rounding rounding) {
            BigDecimal sum = Money.ZERO;
            for (Map.Entry<BigDecimal, Amounts> part : byExchangeRate.entrySet()) {
                sum = sum.add(Money.rounded(part.getValue().vat(key, rounding).multiply(part.getKey())));
            }
            return sum;
        }
    }

    private final Map<Key, Amounts> amounts = new LinkedHashMap<>();
    private final Map<SumField, Sum> fixed = new EnumMap<>(SumField.class);

    /** Adds an amount whose VAT is computed. */
    void add(VatRate rate, BigDecimal value, boolean gross, @Nullable BigDecimal exchangeRate) {
        Amounts sum = amounts.computeIfAbsent(new Key(rate, gross), key -> new Amounts());
        BigDecimal vat = rate.vat(value, gross);
        sum.add(value, vat);
        if (exchangeRate == null) {
            sum.withoutExchangeRate = true;
        } else {
            sum.byExchangeRate
                    .computeIfAbsent(exchangeRate.stripTrailingZeros(), same -> new Amounts())
                    .add(value, vat);
        }
    }

    /** Adds an amount whose VAT is known. */
    void add(VatRate rate, Sum known) {
        fixed.merge(rate.field(), known, Sum::plus);
    }

    /** Tells whether an amount lacks the exchange rate that VAT in złoty needs. */
    boolean lacksExchangeRate() {
        return amounts.entrySet().stream()
                .anyMatch(
                        entry -> entry.getKey().rate().field().hasVatInZloty() && entry.getValue().withoutExchangeRate);
    }

    /** Returns the fields of amounts with VAT in złoty. */
    Set<SumField> taxedFields() {
        return amounts.keySet().stream()
                .map(key -> key.rate().field())
                .filter(SumField::hasVatInZloty)
                .collect(Collectors.toSet());
    }

    /** Returns the sums; without VAT in złoty if the invoice is in złoty, or an exchange rate is missing. */
    Map<SumField, Sum> sums(Rounding rounding, boolean inZloty) {
        Map<SumField, Sum> sums = new EnumMap<>(SumField.class);
        boolean convertible = !inZloty && !lacksExchangeRate();
        amounts.forEach((key, sum) -> {
            BigDecimal vat = sum.vat(key, rounding);
            BigDecimal net = key.gross() ? sum.value.subtract(vat) : sum.value;
            boolean converted = convertible && key.rate().field().hasVatInZloty();
            sums.merge(
                    key.rate().field(), new Sum(net, vat, converted ? sum.vatInZloty(key, rounding) : null), Sum::plus);
        });
        fixed.forEach((field, sum) -> sums.merge(field, sum, Sum::plus));
        return sums;
    }
}
