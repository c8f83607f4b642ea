package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Builds the invoice of an advance ({@code ZAL}): the order, and what was paid for it. VAT is the payment times rate through 100
 * plus rate (art. 106f ust. 1 pkt 3).
 *
 * <p>A payment without rate is divided among the rates of the order in proportion to their gross values, so that the parts make
 * the payment to the grosz.
 */
public final class AdvanceBuilder extends InvoiceBuilder<AdvanceBuilder> {

    private final Order order = new Order();
    private final Receipts receipts = new Receipts();

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
        receipts.add(day, gross);
        return this;
    }

    /** Adds a payment for what is taxed at one rate. Payments of one day make one. */
    public AdvanceBuilder received(LocalDate day, BigDecimal gross, VatRate rate) {
        receipts.add(day, gross, rate);
        return this;
    }

    /** Adds a payment in another currency with its own exchange rate. */
    public AdvanceBuilder received(LocalDate day, BigDecimal gross, VatRate rate, BigDecimal exchangeRate) {
        receipts.add(day, gross, rate, exchangeRate);
        return this;
    }

    @Override
    void check(List<String> problems) {
        if (order.isEmpty()) {
            problems.add("the order is missing: call orderLine");
        }
        if (receipts.isEmpty()) {
            problems.add("what was received is missing: call received");
        }
        if (hasDayOrPeriodOfSupply()) {
            problems.add("an invoice of an advance tells the days of payments in the place of days of supply: "
                    + "leave out supplied and period");
        }
        if (!order.isEmpty()) {
            receipts.check(inZloty(), order.grossByRate(), problems);
        }
        order.check(problems);
    }

    @Override
    void addTo(Tally tally) {
        receipts.forEachPart(
                order.grossByRate(),
                (rate, gross, own) -> tally.add(rate, gross, true, own == null ? exchangeRate() : own));
    }

    @Override
    boolean hasAnnex15() {
        return order.hasAnnex15();
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        invoice.zamowienie(order.build(findings));
        Map<Receipts.Occasion, BigDecimal> occasions = receipts.occasions(exchangeRate());
        // Set both ways each time: the builder may have built an invoice with fewer payments before.
        if (occasions.size() == 1) {
            Receipts.Occasion only = occasions.keySet().iterator().next();
            invoice.p_6(isIssuedOn(only.day()) ? null : only.day())
                    .kursWalutyZ(only.exchangeRate())
                    .zaliczkaCzesciowa(List.of());
        } else {
            invoice.p_6(null).kursWalutyZ(null).zaliczkaCzesciowa(Receipts.elements(occasions));
        }
    }
}
