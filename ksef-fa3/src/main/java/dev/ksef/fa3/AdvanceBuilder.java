package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
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
 * Builds the invoice of an advance ({@code ZAL}): the order, and what was paid for it. VAT is the payment times rate through 100
 * plus rate (art. 106f ust. 1 pkt 3).
 *
 * <p>A payment without rate is divided among the rates of the order in proportion to their gross values: each rate gets what
 * rounds the running sum, halves away from zero, so that the parts make the payment to the grosz.
 */
public final class AdvanceBuilder extends InvoiceBuilder<AdvanceBuilder> {

    private record Received(
            LocalDate day,
            BigDecimal amount,
            @Nullable VatRate rate,
            @Nullable BigDecimal exchangeRate) {}

    private record Occasion(LocalDate day, @Nullable BigDecimal exchangeRate) {}

    private final Order order = new Order();
    private final List<Received> received = new ArrayList<>();

    AdvanceBuilder() {
        super(TRodzajFaktury.ZAL);
    }

    @Override
    AdvanceBuilder self() {
        return this;
    }

    /** Adds a line of the order. Up to 10 000. */
    public AdvanceBuilder orderLine(Line line) {
        order.add(line);
        return this;
    }

    /** Adds a line of the order with a net price for each unit. */
    public AdvanceBuilder orderLine(String name, BigDecimal quantity, BigDecimal netPrice, VatRate rate) {
        return orderLine(Line.net(name, quantity, netPrice, rate));
    }

    /** Gives the gross value of the order. If it is not the sum of its lines, there is a finding. */
    public AdvanceBuilder orderValue(BigDecimal gross) {
        order.value(gross);
        return this;
    }

    /** Adds a payment, for all of the order. Up to 31. */
    public AdvanceBuilder received(LocalDate day, BigDecimal gross) {
        return received(new Received(day, positive(gross), null, null));
    }

    /** Adds a payment for what is taxed at one rate. Payments of one day make one. */
    public AdvanceBuilder received(LocalDate day, BigDecimal gross, VatRate rate) {
        return received(new Received(day, positive(gross), Objects.requireNonNull(rate, "rate"), null));
    }

    /** Adds a payment in another currency with its own exchange rate. */
    public AdvanceBuilder received(LocalDate day, BigDecimal gross, VatRate rate, BigDecimal exchangeRate) {
        return received(new Received(
                day, positive(gross), Objects.requireNonNull(rate, "rate"), Objects.requireNonNull(exchangeRate)));
    }

    private AdvanceBuilder received(Received payment) {
        Objects.requireNonNull(payment.day(), "day");
        received.add(payment);
        return this;
    }

    private static BigDecimal positive(BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("What was received has to be above zero");
        }
        return amount;
    }

    @Override
    void check(List<String> problems) {
        if (order.isEmpty()) {
            problems.add("the order is missing: call orderLine");
        }
        if (received.isEmpty()) {
            problems.add("what was received is missing: call received");
        }
        if (inZloty() && received.stream().anyMatch(payment -> payment.exchangeRate() != null)) {
            problems.add("a payment has an exchange rate, but the invoice is in złoty: call currency");
        }
        order.check(problems);
    }

    @Override
    void addTo(Tally tally) {
        for (Received payment : received) {
            if (payment.rate() != null) {
                tally.add(payment.rate(), payment.amount(), true, exchangeRate(payment));
            } else {
                divided(payment.amount()).forEach((rate, part) -> tally.add(rate, part, true, exchangeRate(payment)));
            }
        }
    }

    private @Nullable BigDecimal exchangeRate(Received payment) {
        return payment.exchangeRate() == null ? exchangeRate() : payment.exchangeRate();
    }

    private Map<VatRate, BigDecimal> divided(BigDecimal amount) {
        Map<VatRate, BigDecimal> orders = order.grossByRate();
        BigDecimal all = orders.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<VatRate, BigDecimal> parts = new LinkedHashMap<>();
        BigDecimal runningOrder = BigDecimal.ZERO;
        BigDecimal runningPart = Money.ZERO;
        for (Map.Entry<VatRate, BigDecimal> one : orders.entrySet()) {
            runningOrder = runningOrder.add(one.getValue());
            BigDecimal upToHere = all.signum() == 0
                    ? Money.ZERO
                    : amount.multiply(runningOrder).divide(all, 2, RoundingMode.HALF_UP);
            parts.put(one.getKey(), upToHere.subtract(runningPart));
            runningPart = upToHere;
        }
        return parts;
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        invoice.zamowienie(order.build(findings));
        Map<Occasion, BigDecimal> occasions = new LinkedHashMap<>();
        for (Received payment : received) {
            BigDecimal rate = inZloty() ? null : exchangeRate(payment);
            occasions.merge(new Occasion(payment.day(), rate), payment.amount(), BigDecimal::add);
        }
        if (occasions.size() == 1) {
            Occasion only = occasions.keySet().iterator().next();
            invoice.p_6(isIssuedOn(only.day()) ? null : only.day()).kursWalutyZ(only.exchangeRate());
            return;
        }
        invoice.zaliczkaCzesciowa(occasions.entrySet().stream()
                .map(one -> Fa.ZaliczkaCzesciowa.builder()
                        .p_6Z(one.getKey().day())
                        .p_15Z(one.getValue())
                        .kursWalutyZW(one.getKey().exchangeRate())
                        .build())
                .toList());
    }
}
