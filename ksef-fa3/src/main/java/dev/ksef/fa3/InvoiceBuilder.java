package dev.ksef.fa3;

import dev.ksef.fa3.attachment.AttachmentBlock;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TRolaPodmiotu3;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.internal.Check;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.Podmiot3;
import dev.ksef.fa3.schema.PodmiotUpowazniony;
import dev.ksef.fa3.schema.Stopka;
import dev.ksef.fa3.schema.TKluczWartosc;
import dev.ksef.fa3.schema.TNaglowek;
import dev.ksef.fa3.schema.Zalacznik;
import dev.ksef.model.KsefNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What builders of all kinds of invoices have in common: who, when, how it is paid, marks, notes and sums. For one invoice and
 * one thread. Methods may be called in any order; what is missing is told by {@link #build()}, all at once.
 *
 * @param <B> the builder of one kind
 */
public abstract sealed class InvoiceBuilder<B extends InvoiceBuilder<B>>
        permits ItemizedBuilder, AdvanceBuilder, CorrectionBuilder {

    private static final BigDecimal SPLIT_PAYMENT_ABOVE = BigDecimal.valueOf(15_000);

    private final TRodzajFaktury kind;
    private final Totals totals = new Totals();
    private final Marks marks = new Marks();
    private final Clearing clearing = new Clearing();
    private final Stopka.Builder footer = Stopka.builder();
    private final Fa.WarunkiTransakcji.Builder conditions = Fa.WarunkiTransakcji.builder();
    private final List<AttachmentBlock> attachment = new ArrayList<>();
    private final List<ThirdParty> thirdParties = new ArrayList<>();

    /** What does not depend on the rest. */
    final Fa.Builder fa = Fa.builder();

    final List<Fa.FakturaZaliczkowa> advances = new ArrayList<>();

    final List<PlacedLine> lines = new ArrayList<>();

    private @Nullable Seller seller;
    private @Nullable Buyer buyer;
    private @Nullable PodmiotUpowazniony authorized;
    private @Nullable String number;
    private @Nullable LocalDate issued;
    private @Nullable DateTime created;
    private @Nullable String system;
    private @Nullable TKodWaluty currency;
    private @Nullable BigDecimal exchangeRate;
    private @Nullable LocalDate suppliedOn;
    private boolean footed;
    private boolean conditioned;
    private boolean ofPeriod;
    private boolean ofContractInCurrency;
    private boolean intermediary;

    /** Where VAT is rounded. */
    Rounding rounding = Rounding.BY_RATE;

    InvoiceBuilder(TRodzajFaktury kind) {
        this.kind = kind;
    }

    abstract B self();

    /** Adds what this kind needs and lacks, and what contradicts it. */
    abstract void check(List<String> problems);

    /** Adds up what is sold. */
    abstract void addTo(Tally tally);

    /** Writes what only this kind has. */
    abstract void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings);

    /** Sets the seller. Required. */
    public B seller(Seller party) {
        seller = Objects.requireNonNull(party, "seller");
        return self();
    }

    /** Sets the buyer. Required. */
    public B buyer(Buyer party) {
        buyer = Objects.requireNonNull(party, "buyer");
        return self();
    }

    /** Adds a third party. Up to 100. */
    public B thirdParty(ThirdParty party) {
        thirdParties.add(Objects.requireNonNull(party, "party"));
        return self();
    }

    /** Sets who is authorized to issue: a bailiff, an enforcement authority, or a tax representative. */
    public B authorized(PodmiotUpowazniony party) {
        authorized = Objects.requireNonNull(party, "party");
        return self();
    }

    /** Sets the invoice's own number ({@code P_2}). Required. */
    public B number(String text) {
        number = Objects.requireNonNull(text, "number");
        return self();
    }

    /** Sets the day of issue ({@code P_1}), which must not be later than the day on which the invoice is sent. Required. */
    public B issued(LocalDate day) {
        issued = Objects.requireNonNull(day, "day");
        return self();
    }

    /** Sets the day of issue and the place ({@code P_1M}). */
    public B issued(LocalDate day, String place) {
        fa.p_1M(place);
        return issued(day);
    }

    /**
     * Sets when the file is made ({@code DataWytworzeniaFa}), usually now. Required: the builder does not look at the clock.
     *
     * @throws InvalidFieldException if it is not in the years that XML has
     */
    public B created(Instant moment) {
        Objects.requireNonNull(moment, "moment");
        try {
            created = DateTime.of(moment);
        } catch (IllegalArgumentException tooFar) {
            throw new InvalidFieldException("TNaglowek/DataWytworzeniaFa", String.valueOf(tooFar.getMessage()));
        }
        return self();
    }

    /** Sets the name of the system that makes the file. */
    public B system(String name) {
        system = name;
        return self();
    }

    /** Sets the day of supply of all lines, if it is not the day of issue ({@code P_6}). */
    public B supplied(LocalDate day) {
        suppliedOn = Objects.requireNonNull(day, "day");
        fa.p_6(day);
        return self();
    }

    /** Sets the period that the invoice is for ({@code OkresFa}). */
    public B period(LocalDate first, LocalDate last) {
        fa.okresFa(Fa.OkresFa.builder().p_6_Od(first).p_6_Do(last).build());
        ofPeriod = true;
        return self();
    }

    /** Adds the number of a warehouse document. Up to 1000. */
    public B warehouseDocument(String text) {
        fa.addWZ(text);
        return self();
    }

    /**
     * Sets the currency. Without it, the invoice is in złoty.
     *
     * @throws IllegalStateException if it has another one already
     */
    public B currency(TKodWaluty code) {
        if (currency != null && currency != code) {
            throw new IllegalStateException(
                    "An invoice has one currency: this one is in " + currency.text() + " already");
        }
        currency = Objects.requireNonNull(code, "currency");
        return self();
    }

    /** Sets a currency and the exchange rate of all lines without one of their own. */
    public B currency(TKodWaluty code, BigDecimal exchangeRateToZloty) {
        BigDecimal checked = Money.checkedExchangeRate("KursWaluty", exchangeRateToZloty);
        currency(code);
        exchangeRate = checked;
        return self();
    }

    /** Sets where VAT is rounded. Without it, {@link Rounding#BY_RATE}. */
    public B rounding(Rounding way) {
        rounding = Objects.requireNonNull(way, "rounding");
        return self();
    }

    /**
     * Gives the net sum of the sales that are added up with those of this rate, such as {@code P_13_1} for 23 and 22 %. It stands
     * on the invoice; if it is not the computed one, there is a finding.
     */
    public B netSum(VatRate rate, BigDecimal amount) {
        totals.net(rate, amount);
        return self();
    }

    /**
     * Gives the sum of VAT of the sales that are added up with those of this rate, such as {@code P_14_1}.
     *
     * @throws IllegalArgumentException if there is no VAT at this rate
     */
    public B vatSum(VatRate rate, BigDecimal amount) {
        totals.vat(rate, amount);
        return self();
    }

    /**
     * Gives the sum of VAT in złoty of the sales that are added up with those of this rate, such as {@code P_14_1W}.
     *
     * @throws IllegalArgumentException if FA(3) has no field for it
     */
    public B vatSumInZloty(VatRate rate, BigDecimal amount) {
        totals.vatInZloty(rate, amount);
        return self();
    }

    /** Gives the total ({@code P_15}). It stands on the invoice; if it is not the sum of all others, there is a finding. */
    public B total(BigDecimal amount) {
        totals.total(amount);
        return self();
    }

    /** Says that VAT is due when the invoice is paid ({@code P_16}). */
    public B cashAccounting() {
        marks.cashAccounting();
        return self();
    }

    /** Says that the buyer issues the invoice in the seller's name ({@code P_17}). */
    public B selfBilling() {
        marks.selfBilling();
        return self();
    }

    /**
     * Says that the buyer pays VAT ({@code P_18}). Lines of {@link VatRate#REVERSE_CHARGE} and {@link
     * VatRate#INTRA_COMMUNITY_SERVICES} say so by themselves.
     */
    public B reverseCharge() {
        marks.reverseCharge();
        return self();
    }

    /** Says that payment has to be split ({@code P_18A}). */
    public B splitPayment() {
        marks.splitPayment();
        return self();
    }

    /** Names the provision of the act, or of what was issued under it, by which sales are exempt ({@code P_19A}). */
    public B exemptByAct(String provision) {
        marks.exemption(Fa.Adnotacje.Zwolnienie.builder().p_19A(provision));
        return self();
    }

    /** Names the provision of directive 2006/112/EC by which sales are exempt ({@code P_19B}). */
    public B exemptByDirective(String provision) {
        marks.exemption(Fa.Adnotacje.Zwolnienie.builder().p_19B(provision));
        return self();
    }

    /** Names another legal basis by which sales are exempt ({@code P_19C}). */
    public B exemptByOther(String basis) {
        marks.exemption(Fa.Adnotacje.Zwolnienie.builder().p_19C(basis));
        return self();
    }

    /** Says that new vehicles are supplied to another country of the Union, and describes them ({@code P_22}). */
    public B newVehicles(Fa.Adnotacje.NoweSrodkiTransportu vehicles) {
        marks.newVehicles(vehicles);
        return self();
    }

    /** Says that this is the second of three taxpayers in the simplified triangular procedure ({@code P_23}). */
    public B triangular() {
        marks.triangular();
        return self();
    }

    /** Says in which margin scheme the lines of {@link VatRate#MARGIN} are ({@code PMarzy}). */
    public B margin(MarginScheme scheme) {
        marks.margin(scheme);
        return self();
    }

    /** Says that the sale stands on a receipt of a cash register ({@code FP}). */
    public B toReceipt() {
        fa.fp(true);
        return self();
    }

    /** Says that seller and buyer are related ({@code TP}). */
    public B relatedParties() {
        fa.tp(true);
        return self();
    }

    /** Says that the buyer may ask for a refund of the excise duty on diesel oil ({@code ZwrotAkcyzy}). */
    public B exciseRefund() {
        fa.zwrotAkcyzy(true);
        return self();
    }

    /** Adds a description ({@code DodatkowyOpis}). Up to 10 000. */
    public B describe(String key, String value) {
        fa.addDodatkowyOpis(TKluczWartosc.builder().klucz(key).wartosc(value).build());
        return self();
    }

    /** Adds a description of one line, by its number. */
    public B describe(long lineNumber, String key, String value) {
        fa.addDodatkowyOpis(TKluczWartosc.builder()
                .nrWiersza(lineNumber)
                .klucz(key)
                .wartosc(value)
                .build());
        return self();
    }

    /** Names an invoice of an advance that KSeF has. Up to 100, together with those outside KSeF. */
    public B advanceInvoice(KsefNumber advance) {
        advances.add(Fa.FakturaZaliczkowa.builder()
                .nrKSeFFaZaliczkowej(Objects.requireNonNull(advance, "advance").value())
                .build());
        return self();
    }

    /** Names an invoice of an advance that was issued outside KSeF, by its own number. */
    public B advanceInvoiceOutsideKsef(String advance) {
        advances.add(Fa.FakturaZaliczkowa.builder()
                .nrKSeFZN(true)
                .nrFaZaliczkowej(advance)
                .build());
        return self();
    }

    /** Sets how the invoice is paid. */
    public B payment(Payment payment) {
        fa.platnosc(Objects.requireNonNull(payment, "payment").element());
        return self();
    }

    /** Adds what is charged besides the total ({@code Obciazenia}). Sums up, and computes what is to pay. */
    public B charge(BigDecimal amount, String reason) {
        clearing.charge(amount, reason);
        return self();
    }

    /** Adds what is deducted from the total ({@code Odliczenia}). Sums up, and computes what is to pay. */
    public B deduction(BigDecimal amount, String reason) {
        clearing.deduction(amount, reason);
        return self();
    }

    /**
     * Gives what is to pay after charges and deductions ({@code DoZaplaty}); below zero, what was paid too much ({@code
     * DoRozliczenia}). If it is not the computed amount, there is a finding.
     */
    public B toPay(BigDecimal amount) {
        clearing.toPay(amount);
        return self();
    }

    /**
     * Adds a contract. Up to 100.
     *
     * @throws IllegalArgumentException if day and number are null
     */
    public B contract(@Nullable LocalDate day, @Nullable String contractNumber) {
        Check.any("A contract has to have a day or a number", day, contractNumber);
        conditioned = true;
        conditions.addUmowy(Fa.WarunkiTransakcji.Umowy.builder()
                .dataUmowy(day)
                .nrUmowy(contractNumber)
                .build());
        return self();
    }

    /**
     * Adds an order. Up to 100.
     *
     * @throws IllegalArgumentException if day and number are null
     */
    public B order(@Nullable LocalDate day, @Nullable String orderNumber) {
        Check.any("An order has to have a day or a number", day, orderNumber);
        conditioned = true;
        conditions.addZamowienia(Fa.WarunkiTransakcji.Zamowienia.builder()
                .dataZamowienia(day)
                .nrZamowienia(orderNumber)
                .build());
        return self();
    }

    /** Adds the number of a lot of goods. Up to 1000. */
    public B lot(String lotNumber) {
        conditioned = true;
        conditions.addNrPartiiTowaru(lotNumber);
        return self();
    }

    /** Sets the terms of delivery, such as {@code CIP}. */
    public B deliveryTerms(String terms) {
        conditioned = true;
        conditions.warunkiDostawy(terms);
        return self();
    }

    /**
     * Tells by which exchange rate amounts that a contract has in another currency were converted to złoty ({@code KursUmowny},
     * {@code WalutaUmowna}). For invoices in złoty; the exchange rate of VAT is that of {@link #currency}.
     *
     * @throws IllegalArgumentException if the currency is the złoty
     */
    public B contractCurrency(TKodWaluty code, BigDecimal exchangeRateToZloty) {
        if (Objects.requireNonNull(code, "currency") == TKodWaluty.PLN) {
            throw new IllegalArgumentException("The currency of the contract is the one that was converted to złoty");
        }
        conditions.kursUmowny(Money.checkedExchangeRate("KursUmowny", exchangeRateToZloty));
        conditions.walutaUmowna(code);
        conditioned = true;
        ofContractInCurrency = true;
        return self();
    }

    /**
     * Says that the supply is one of an intermediary in a chain of supplies (art. 22 ust. 2d) that is not the simplified
     * triangular procedure ({@code PodmiotPosredniczacy}).
     */
    public B intermediary() {
        conditioned = true;
        intermediary = true;
        conditions.podmiotPosredniczacy(true);
        return self();
    }

    /** Adds a transport. Up to 20. */
    public B transport(Fa.WarunkiTransakcji.Transport transport) {
        conditioned = true;
        conditions.addTransport(transport);
        return self();
    }

    /** Adds a text below the invoice. Up to three. */
    public B footer(String text) {
        footed = true;
        footer.addInformacje(Stopka.Informacje.builder()
                .stopkaFaktury(Objects.requireNonNull(text, "text"))
                .build());
        return self();
    }

    /**
     * Adds numbers in public registers; each may be null. Up to 100.
     *
     * @throws IllegalArgumentException if all are null
     */
    public B registers(@Nullable String krs, @Nullable String regon, @Nullable String bdo) {
        Check.any("There has to be a number in one of the registers", krs, regon, bdo);
        footed = true;
        footer.addRejestry(
                Stopka.Rejestry.builder().krs(krs).regon(regon).bdo(bdo).build());
        return self();
    }

    /** Adds a block of the attachment. Up to 1000. KSeF takes invoices with an attachment in batch sessions only. */
    public B attach(AttachmentBlock block) {
        attachment.add(Objects.requireNonNull(block, "block"));
        return self();
    }

    /**
     * Builds the invoice.
     *
     * @throws UnfinishedInvoiceException if parts are missing or contradict each other; names all of them
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public InvoiceDraft build() {
        var problems = new ArrayList<String>();
        var tally = new Tally();
        checkParts(problems);
        check(problems);
        addTo(tally);
        checkCurrency(tally, problems);
        var findings = new ArrayList<DraftFinding>();
        lines.forEach(line -> line.check(findings));
        Map<SumField, Sum> sums = totals.settle(tally.sums(rounding, inZloty()), findings);
        Set<SumField> sold = sold(sums.keySet());
        marks.check(sold, problems);
        if (!problems.isEmpty()
                || seller == null
                || buyer == null
                || number == null
                || issued == null
                || created == null) {
            throw new UnfinishedInvoiceException(problems);
        }
        BigDecimal total = totals.total(sums, findings);
        checkTogether(buyer, sold, total, findings);
        Fa.Builder made = fa.kodWaluty(inZloty() ? TKodWaluty.PLN : Objects.requireNonNull(currency))
                .p_1(issued)
                .p_2(number)
                .p_15(total)
                .adnotacje(marks.build(sold))
                .rodzajFaktury(kind)
                .fakturaZaliczkowa(advances)
                .rozliczenie(clearing.build(total, findings))
                .warunkiTransakcji(conditioned ? conditions.build() : null);
        Totals.write(sums, made);
        made.faWiersz(
                lines.stream().map(line -> line.write(rounding, exchangeRate)).toList());
        write(made, total, findings);
        Faktura invoice = Faktura.builder()
                .naglowek(TNaglowek.builder()
                        .dataWytworzeniaFa(created)
                        .systemInfo(system)
                        .build())
                .podmiot1(seller.element().toBuilder()
                        .prefiksPodatnika(isInUnion(sums.keySet()))
                        .build())
                .podmiot2(buyer.element())
                .podmiot3(thirdParties.stream().map(ThirdParty::element).toList())
                .podmiotUpowazniony(authorized)
                .fa(made.build())
                .stopka(footed ? footer.build() : null)
                .zalacznik(
                        attachment.isEmpty()
                                ? null
                                : Zalacznik.builder()
                                        .blokDanych(attachment.stream()
                                                .map(AttachmentBlock::element)
                                                .toList())
                                        .build())
                .build();
        return new InvoiceDraft(invoice, findings);
    }

    boolean hasDayOrPeriodOfSupply() {
        return suppliedOn != null || ofPeriod;
    }

    /** Tells whether goods or services of annex 15 are sold. */
    boolean hasAnnex15() {
        return lines.stream().anyMatch(placed -> placed.line().isAnnex15());
    }

    boolean inZloty() {
        return currency == null || currency == TKodWaluty.PLN;
    }

    boolean isIn(TKodWaluty code) {
        return currency == code;
    }

    boolean isIssuedOn(LocalDate day) {
        return day.equals(issued);
    }

    TRodzajFaktury kind() {
        return kind;
    }

    @Nullable
    BigDecimal exchangeRate() {
        return exchangeRate;
    }

    void place(Line line) {
        lines.add(new PlacedLine(Objects.requireNonNull(line, "line"), lines.size() + 1L, false));
    }

    void addLinesTo(Tally tally) {
        lines.forEach(line -> line.addTo(tally, exchangeRate));
    }

    void checkLines(List<String> problems) {
        boolean gross = lines.stream()
                .anyMatch(placed ->
                        placed.line().rate().isTaxed() && placed.line().isGross());
        boolean net = lines.stream()
                .anyMatch(placed ->
                        placed.line().rate().isTaxed() && !placed.line().isGross());
        if (gross && net) {
            problems.add("taxed lines have net prices and gross prices: use one way in one invoice");
        }
    }

    static void checkQuantities(List<PlacedLine> placed, List<String> problems) {
        for (PlacedLine line : placed) {
            if (line.line().hasNegativeQuantity()) {
                problems.add("the quantity of line " + line.number()
                        + " is negative: what is taken back belongs on a correction (Invoice.correction)");
            }
        }
    }

    private void checkParts(List<String> problems) {
        require(seller, "the seller is missing: call seller", problems);
        require(buyer, "the buyer is missing: call buyer", problems);
        require(number, "the number is missing: call number", problems);
        require(issued, "the day of issue is missing: call issued", problems);
        require(created, "the moment at which the file is made is missing: call created", problems);
        if (suppliedOn != null && ofPeriod) {
            problems.add("there are a day of supply and a period: call supplied or period, not both");
        }
        if (intermediary && marks.isTriangular()) {
            problems.add("the supply is in the simplified triangular procedure and in another chain: call triangular or"
                    + " intermediary, not both");
        }
    }

    /** Returns the fields of what is sold: without those that a correction empties, since all their lines are before it. */
    private Set<SumField> sold(Set<SumField> fields) {
        Set<SumField> taken = EnumSet.noneOf(SumField.class);
        lines.stream().filter(PlacedLine::before).forEach(placed -> taken.add(placed.field()));
        lines.stream().filter(placed -> !placed.before()).forEach(placed -> taken.remove(placed.field()));
        Set<SumField> sold = EnumSet.noneOf(SumField.class);
        sold.addAll(fields);
        sold.removeAll(taken);
        return sold;
    }

    private static void require(@Nullable Object part, String problem, List<String> problems) {
        if (part == null) {
            problems.add(problem);
        }
    }

    private void checkCurrency(Tally tally, List<String> problems) {
        boolean ofLines =
                lines.stream().anyMatch(placed -> placed.line().element().kursWaluty() != null);
        if (inZloty() && (exchangeRate != null || ofLines)) {
            problems.add("there is an exchange rate, but the invoice is in złoty: call currency");
        }
        if (!inZloty() && ofContractInCurrency) {
            problems.add(
                    "amounts of the contract were converted to złoty, but the invoice is in another currency: leave out"
                            + " currency or contractCurrency");
        }
        if (inZloty() && totals.hasVatInZloty()) {
            problems.add("VAT in złoty is given apart, but the invoice is in złoty: call currency, or leave out"
                    + " vatSumInZloty");
        }
        if (!inZloty() && !totals.hasAllVatInZloty(tally.lackingExchangeRate())) {
            problems.add(
                    "VAT has to be in złoty too, so the exchange rate is missing: call currency with one, exchangeRate"
                            + " of the lines (the same one where advances or payments are deducted), or vatSumInZloty");
        }
    }

    private void checkTogether(Buyer known, Set<SumField> fields, BigDecimal total, List<DraftFinding> findings) {
        marks.check(fields, this instanceof CorrectionBuilder, findings);
        checkSplitPayment(known, total, findings);
        // Who buys a new vehicle need not be a taxpayer.
        boolean toUnion =
                fields.contains(SumField.P_13_6_2) && !marks.areNewVehicles() || fields.contains(SumField.P_13_9);
        if (toUnion && !known.id().isInUnion()) {
            findings.add(DraftFinding.about(
                    "Podmiot2/DaneIdentyfikacyjne",
                    "has no VAT number of another country of the Union, but the supply is intra-Community"));
        }
        if (known.element().jst() == Podmiot2.JST._1 && !has(TRolaPodmiotu3._8)) {
            findings.add(DraftFinding.about("Podmiot2/JST", "is 1, but no third party has the role of its unit (8)"));
        }
        if (known.element().gv() == Podmiot2.GV._1 && !has(TRolaPodmiotu3._10)) {
            findings.add(DraftFinding.about("Podmiot2/GV", "is 1, but no third party has the role of the member (10)"));
        }
    }

    /** Payments are split between taxpayers only. */
    private void checkSplitPayment(Buyer known, BigDecimal total, List<DraftFinding> findings) {
        BigDecimal rate = inZloty() ? BigDecimal.ONE : exchangeRate;
        if (hasAnnex15()
                && known.element().daneIdentyfikacyjne().nip() != null
                && !marks.isSplitPayment()
                && rate != null
                && total.multiply(rate).compareTo(SPLIT_PAYMENT_ABOVE) > 0) {
            findings.add(DraftFinding.about(
                    "Adnotacje/P_18A", "is 2, but the total is above 15 000 zł and a line is of annex 15"));
        }
    }

    private boolean has(TRolaPodmiotu3 role) {
        return thirdParties.stream()
                .map(ThirdParty::element)
                .map(Podmiot3::rola)
                .anyMatch(role::equals);
    }

    private boolean isInUnion(Set<SumField> fields) {
        return marks.isTriangular() || fields.contains(SumField.P_13_6_2) || fields.contains(SumField.P_13_9);
    }
}
