package dev.ksef.fa3;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up amounts by rate of VAT, and then by the fields that FA(3) has for them. VAT in złoty is rounded once for each field and
 * exchange rate.
 */
final class Tally {

    private record Key(VatRate rate, boolean gross) {}

    /** The amounts of one rate and one way of pricing. */
    private static final class Amounts {
        private BigDecimal value = Money.ZERO;
        private BigDecimal vatOfLines = Money.ZERO;
        private final Map<BigDecimal, Amounts> byExchangeRate = new LinkedHashMap<>();

        void add(BigDecimal amount, BigDecimal vat) {
            value = value.add(amount);
            vatOfLines = vatOfLines.add(vat);
        }

        BigDecimal vat(Key key, Rounding rounding) {
            return rounding == Rounding.BY_LINE ? vatOfLines : key.rate().vat(value, key.gross());
        }
    }

    private final Map<Key, Amounts> amounts = new LinkedHashMap<>();
    private final Map<SumField, Sum> known = new EnumMap<>(SumField.class);
    private final Map<SumField, Map<BigDecimal, BigDecimal>> knownVat = new EnumMap<>(SumField.class);
    private final Set<SumField> withoutExchangeRate = EnumSet.noneOf(SumField.class);

    /** Adds an amount whose VAT is computed. */
    void add(VatRate rate, BigDecimal value, boolean gross, @Nullable BigDecimal exchangeRate) {
        Amounts sum = amounts.computeIfAbsent(new Key(rate, gross), key -> new Amounts());
        BigDecimal vat = rate.vat(value, gross);
        sum.add(value, vat);
        if (exchangeRate == null) {
            withoutExchangeRate.add(rate.field());
        } else {
            sum.byExchangeRate
                    .computeIfAbsent(exchangeRate.stripTrailingZeros(), same -> new Amounts())
                    .add(value, vat);
        }
    }

    /** Adds an amount whose VAT is known. */
    void add(SumField field, Sum sum, @Nullable BigDecimal exchangeRate) {
        known.merge(field, sum, Sum::plus);
        if (exchangeRate == null) {
            withoutExchangeRate.add(field);
        } else {
            knownVat.computeIfAbsent(field, none -> new LinkedHashMap<>())
                    .merge(exchangeRate.stripTrailingZeros(), sum.vat(), BigDecimal::add);
        }
    }

    /** Returns the fields of which an amount lacks the exchange rate that VAT in złoty needs. */
    Set<SumField> lackingExchangeRate() {
        Set<SumField> lacking = EnumSet.copyOf(withoutExchangeRate);
        lacking.removeIf(field -> !field.hasVatInZloty());
        return lacking;
    }

    /** Returns the sums; without VAT in złoty if the invoice is in złoty, or where an exchange rate is missing. */
    Map<SumField, Sum> sums(Rounding rounding, boolean inZloty) {
        Map<SumField, Sum> sums = new EnumMap<>(SumField.class);
        amounts.forEach((key, sum) -> {
            BigDecimal vat = sum.vat(key, rounding);
            BigDecimal net = key.gross() ? sum.value.subtract(vat) : sum.value;
            sums.merge(key.rate().field(), Sum.of(net, vat), Sum::plus);
        });
        known.forEach((field, sum) -> sums.merge(field, sum, Sum::plus));
        if (!inZloty) {
            sums.replaceAll((field, sum) -> field.hasVatInZloty() && !withoutExchangeRate.contains(field)
                    ? new Sum(sum.net(), sum.vat(), vatInZloty(field, rounding))
                    : sum);
        }
        return sums;
    }

    private BigDecimal vatInZloty(SumField field, Rounding rounding) {
        Map<BigDecimal, BigDecimal> vat = new LinkedHashMap<>(knownVat.getOrDefault(field, Map.of()));
        amounts.forEach((key, sum) -> {
            if (key.rate().field() == field) {
                sum.byExchangeRate.forEach((rate, part) -> vat.merge(rate, part.vat(key, rounding), BigDecimal::add));
            }
        });
        BigDecimal converted = Money.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> part : vat.entrySet()) {
            converted = converted.add(Money.rounded(part.getValue().multiply(part.getKey())));
        }
        return converted;
    }
}
