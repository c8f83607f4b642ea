package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Payments before a supply (art. 106b ust. 1 pkt 4). One without rate is divided in proportion to what is sold at each rate: each
 * gets what rounds the running sum, halves away from zero, so that the parts make the payment to the grosz.
 */
final class Receipts {

    /** What takes the parts of payments, each of one rate; the exchange rate is that of the payment alone. */
    @FunctionalInterface
    interface Parts {
        void take(VatRate rate, BigDecimal gross, @Nullable BigDecimal exchangeRate);
    }

    private record Received(
            LocalDate day,
            BigDecimal amount,
            @Nullable VatRate rate,
            @Nullable BigDecimal exchangeRate) {}

    /** What makes payments one: the day, and the exchange rate. */
    record Occasion(LocalDate day, @Nullable BigDecimal exchangeRate) {}

    private final List<Received> received = new ArrayList<>();

    void add(LocalDate day, BigDecimal gross) {
        received.add(new Received(Objects.requireNonNull(day, "day"), positive(gross), null, null));
    }

    void add(LocalDate day, BigDecimal gross, VatRate rate) {
        received.add(new Received(
                Objects.requireNonNull(day, "day"), positive(gross), Objects.requireNonNull(rate, "rate"), null));
    }

    void add(LocalDate day, BigDecimal gross, VatRate rate, BigDecimal exchangeRate) {
        received.add(new Received(
                Objects.requireNonNull(day, "day"),
                positive(gross),
                Objects.requireNonNull(rate, "rate"),
                Money.checkedExchangeRate("KursWalutyZW", exchangeRate)));
    }

    private static BigDecimal positive(BigDecimal amount) {
        if (Money.checked("P_15Z", amount).signum() <= 0) {
            throw new IllegalArgumentException("What was received has to be above zero");
        }
        return amount;
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    void check(boolean inZloty, Map<VatRate, BigDecimal> grossByRate, List<String> problems) {
        if (inZloty && received.stream().anyMatch(payment -> payment.exchangeRate() != null)) {
            problems.add("a payment has an exchange rate, but the invoice is in złoty: call currency");
        }
        if (total(grossByRate).signum() == 0 && received.stream().anyMatch(payment -> payment.rate() == null)) {
            problems.add(
                    "what is sold is worth nothing, so a payment cannot be divided by it: call received with a rate");
        }
    }

    void forEachPart(Map<VatRate, BigDecimal> grossByRate, Parts parts) {
        for (Received payment : received) {
            if (payment.rate() != null) {
                parts.take(payment.rate(), payment.amount(), payment.exchangeRate());
            } else {
                divided(payment.amount(), grossByRate)
                        .forEach((rate, part) -> parts.take(rate, part, payment.exchangeRate()));
            }
        }
    }

    private static Map<VatRate, BigDecimal> divided(BigDecimal amount, Map<VatRate, BigDecimal> grossByRate) {
        BigDecimal all = total(grossByRate);
        Map<VatRate, BigDecimal> parts = new LinkedHashMap<>();
        if (all.signum() == 0) {
            return parts;
        }
        BigDecimal runningWorth = BigDecimal.ZERO;
        BigDecimal runningPart = Money.ZERO;
        for (Map.Entry<VatRate, BigDecimal> one : grossByRate.entrySet()) {
            runningWorth = runningWorth.add(one.getValue());
            BigDecimal upToHere = amount.multiply(runningWorth).divide(all, 2, RoundingMode.HALF_UP);
            parts.put(one.getKey(), upToHere.subtract(runningPart));
            runningPart = upToHere;
        }
        return parts;
    }

    private static BigDecimal total(Map<VatRate, BigDecimal> grossByRate) {
        return grossByRate.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal sum() {
        return received.stream().map(Received::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns what was received on each day at each exchange rate, which is that of the invoice if a payment has none. */
    Map<Occasion, BigDecimal> occasions(@Nullable BigDecimal invoiceExchangeRate) {
        Map<Occasion, BigDecimal> occasions = new LinkedHashMap<>();
        for (Received payment : received) {
            BigDecimal rate = payment.exchangeRate() == null ? invoiceExchangeRate : payment.exchangeRate();
            occasions.merge(new Occasion(payment.day(), rate), payment.amount(), BigDecimal::add);
        }
        return occasions;
    }

    static List<Fa.ZaliczkaCzesciowa> elements(Map<Occasion, BigDecimal> occasions) {
        return occasions.entrySet().stream()
                .map(one -> Fa.ZaliczkaCzesciowa.builder()
                        .p_6Z(one.getKey().day())
                        .p_15Z(one.getValue())
                        .kursWalutyZW(one.getKey().exchangeRate())
                        .build())
                .toList();
    }
}
