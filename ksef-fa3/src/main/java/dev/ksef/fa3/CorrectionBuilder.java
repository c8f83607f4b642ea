package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Podmiot2;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a correction ({@code KOR}, {@code KOR_ZAL}, {@code KOR_ROZ}). Its sums are differences: what is after the correction,
 * less what was before. One of three ways says what changes:
 *
 * <ul>
 *   <li>in full: {@link #changed}, {@link #removed} and {@link #added} show lines as they were ({@code StanPrzed}) and as they
 *       are;
 *   <li>by difference: {@link #difference} shows the difference alone, in a line that may have a negative quantity or price;
 *   <li>without lines: {@link #discount} and {@link #discountGross} for all supplies of a period (art. 106j ust. 3), or {@link
 *       #changeGross} for what was paid in advance.
 * </ul>
 *
 * <p>None of them is needed if only data of the parties change. VAT by rate is that of the difference.
 */
public final class CorrectionBuilder extends InvoiceBuilder<CorrectionBuilder> {

    private record Change(VatRate rate, BigDecimal amount, boolean gross) {}

    private final List<CorrectedInvoice> corrected = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Fa.Podmiot2K> formerBuyers = new ArrayList<>();
    private final List<Fa.ZaliczkaCzesciowa> payments = new ArrayList<>();
    private final Order order = new Order();
    private @Nullable String reason;
    private @Nullable String rightNumber;
    private @Nullable Seller formerSeller;
    private boolean inFull;
    private boolean byDifference;
    private int numbers;

    CorrectionBuilder(TRodzajFaktury kind) {
        super(kind);
    }

    @Override
    CorrectionBuilder self() {
        return this;
    }

    /** Adds an invoice that is corrected. At least one, up to 50 000. */
    public CorrectionBuilder corrects(CorrectedInvoice invoice) {
        corrected.add(Objects.requireNonNull(invoice, "invoice"));
        return this;
    }

    /** Sets the reason. */
    public CorrectionBuilder reason(String text) {
        reason = Objects.requireNonNull(text, "reason");
        return this;
    }

    /** Sets when the correction counts in the tax record. */
    public CorrectionBuilder effect(CorrectionEffect effect) {
        fa.typKorekty(Objects.requireNonNull(effect, "effect").code());
        return this;
    }

    /** Shows a line as it was and as it is. Both get the same number, the next one. */
    public CorrectionBuilder changed(Line before, Line after) {
        return changed(numbers + 1, before, after);
    }

    /** Shows a line as it was and as it is, both with its number on the corrected invoice. */
    public CorrectionBuilder changed(int number, Line before, Line after) {
        return shown(number, before, true).shown(number, after, false);
    }

    /** Shows a line as it was that is no more. */
    public CorrectionBuilder removed(Line before) {
        return shown(numbers + 1, before, true);
    }

    /** Shows a line that was not there. */
    public CorrectionBuilder added(Line after) {
        return shown(numbers + 1, after, false);
    }

    /** Shows the difference that the correction makes to a line. */
    public CorrectionBuilder difference(Line line) {
        byDifference = true;
        place(line);
        return this;
    }

    /** Lowers the net sum of a rate, without lines. The amount is above zero. */
    public CorrectionBuilder discount(VatRate rate, BigDecimal net) {
        return changeNet(rate, positive(net).negate());
    }

    /** Lowers the gross sum of a rate, without lines. The amount is above zero. */
    public CorrectionBuilder discountGross(VatRate rate, BigDecimal gross) {
        return changeGross(rate, positive(gross).negate());
    }

    /** Changes the net sum of a rate, without lines. Below zero it becomes less. */
    public CorrectionBuilder changeNet(VatRate rate, BigDecimal net) {
        return sumChanged(rate, net, false);
    }

    /** Changes the gross sum of a rate, without lines. Below zero it becomes less. */
    public CorrectionBuilder changeGross(VatRate rate, BigDecimal gross) {
        return sumChanged(rate, gross, true);
    }

    /** Sets the period in whose supplies the discount is given, in words. */
    public CorrectionBuilder discountedPeriod(String text) {
        fa.okresFaKorygowanej(text);
        return this;
    }

    /** Gives the seller as he stood on the corrected invoice. His NIP cannot be corrected in this way. */
    public CorrectionBuilder formerSeller(Seller seller) {
        formerSeller = Objects.requireNonNull(seller, "seller");
        return this;
    }

    /** Adds a buyer as he stood on the corrected invoice. His NIP cannot be corrected in this way. Up to 101. */
    public CorrectionBuilder formerBuyer(Buyer buyer) {
        Podmiot2 former = Objects.requireNonNull(buyer, "buyer").element();
        formerBuyers.add(Fa.Podmiot2K.builder()
                .daneIdentyfikacyjne(former.daneIdentyfikacyjne())
                .adres(former.adres())
                .idNabywcy(former.idNabywcy())
                .build());
        return this;
    }

    /** Sets the right number of the corrected invoice, if its number is what was wrong. */
    public CorrectionBuilder rightNumber(String text) {
        rightNumber = Objects.requireNonNull(text, "number");
        return this;
    }

    /** Shows a line of the order as it was and as it is, when an invoice of an advance is corrected. */
    public CorrectionBuilder orderChanged(Line before, Line after) {
        order.addBeforeAndAfter(before, after);
        return this;
    }

    /** Gives the gross value of the order after the correction. */
    public CorrectionBuilder orderValue(BigDecimal gross) {
        order.value(gross);
        return this;
    }

    /** Sets what was paid in advance, or was left to pay, before the correction ({@code P_15ZK}). */
    public CorrectionBuilder amountBefore(BigDecimal amount) {
        fa.p_15ZK(Money.checked("P_15ZK", amount));
        return this;
    }

    /** Sets what was paid in advance before the correction, and the exchange rate of that ({@code KursWalutyZK}). */
    public CorrectionBuilder amountBefore(BigDecimal amount, BigDecimal exchangeRate) {
        fa.kursWalutyZK(Money.checkedExchangeRate("KursWalutyZK", exchangeRate));
        return amountBefore(amount);
    }

    /**
     * Tells by how much a payment of the corrected invoice changes ({@code ZaliczkaCzesciowa}): below zero it becomes less. It
     * changes no sum; {@link #changeGross} or lines do. In another currency, its exchange rate is that of the invoice. Up to 31.
     */
    public CorrectionBuilder paymentChanged(LocalDate day, BigDecimal gross) {
        payments.add(Fa.ZaliczkaCzesciowa.builder().p_6Z(day).p_15Z(gross).build());
        return this;
    }

    private CorrectionBuilder shown(int number, Line line, boolean before) {
        inFull = true;
        numbers = Math.max(numbers, number);
        lines.add(new PlacedLine(Objects.requireNonNull(line, "line"), number, before));
        return this;
    }

    private CorrectionBuilder sumChanged(VatRate rate, BigDecimal amount, boolean gross) {
        SumField field = Objects.requireNonNull(rate, "rate").field();
        changes.add(new Change(rate, Money.checked(field.name(), amount), gross));
        return this;
    }

    private static BigDecimal positive(BigDecimal amount) {
        if (Objects.requireNonNull(amount, "amount").signum() <= 0) {
            throw new IllegalArgumentException("A discount has to be above zero");
        }
        return amount;
    }

    @Override
    void check(List<String> problems) {
        if (corrected.isEmpty()) {
            problems.add("the corrected invoice is missing: call corrects");
        }
        boolean nothing = lines.isEmpty() && changes.isEmpty() && order.isEmpty() && formerBuyers.isEmpty();
        if (nothing && formerSeller == null && rightNumber == null && reason == null) {
            problems.add(
                    "nothing is corrected: call changed, difference, discount, formerBuyer, formerSeller or rightNumber, "
                            + "or give the reason");
        }
        if ((inFull ? 1 : 0) + (byDifference ? 1 : 0) + (changes.isEmpty() ? 0 : 1) > 1) {
            problems.add(
                    "the correction is made in more than one way: show lines before and after, or differences, or sums");
        }
        if (inFull) {
            checkQuantities(lines, problems);
        }
        if (!order.isEmpty() && kind() != TRodzajFaktury.KOR_ZAL) {
            problems.add("an order is corrected, which is what Invoice.advanceCorrection is for");
        }
        if (!payments.isEmpty() && kind() == TRodzajFaktury.KOR) {
            problems.add("payments before a supply are corrected, which is what Invoice.advanceCorrection and"
                    + " Invoice.settlementCorrection are for");
        }
        checkLines(problems);
        order.check(problems);
    }

    @Override
    void addTo(Tally tally) {
        addLinesTo(tally);
        changes.forEach(change -> tally.add(change.rate(), change.amount(), change.gross(), exchangeRate()));
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        invoice.przyczynaKorekty(reason)
                .nrFaKorygowany(rightNumber)
                .daneFaKorygowanej(
                        corrected.stream().map(CorrectedInvoice::element).toList())
                .podmiot2K(formerBuyers)
                .zaliczkaCzesciowa(payments.stream()
                        .map(payment ->
                                payment.toBuilder().kursWalutyZW(exchangeRate()).build())
                        .toList())
                .zamowienie(order.isEmpty() ? null : order.build(findings));
        if (formerSeller != null) {
            invoice.podmiot1K(Fa.Podmiot1K.builder()
                    .daneIdentyfikacyjne(formerSeller.element().daneIdentyfikacyjne())
                    .adres(formerSeller.element().adres())
                    .build());
        }
        BigDecimal paid = payments.stream().map(Fa.ZaliczkaCzesciowa::p_15Z).reduce(Money.ZERO, BigDecimal::add);
        if (kind() == TRodzajFaktury.KOR_ZAL && !payments.isEmpty() && !Money.same(paid, total)) {
            findings.add(DraftFinding.conflict("P_15", "is not the sum of what payments change by", total, paid));
        }
        if (kind() == TRodzajFaktury.KOR_ZAL && !inZloty()) {
            invoice.kursWalutyZ(exchangeRate());
        }
    }
}
