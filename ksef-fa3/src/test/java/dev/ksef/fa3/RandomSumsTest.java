package dev.ksef.fa3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.Rule;
import dev.ksef.fa3.rule.RuleFinding;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.FakturaXml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sums of random invoices of all kinds are those of a calculation in whole numbers: amounts in hundredths, exchange rates in
 * ten-thousandths, rates of VAT in thousandths. Each invoice obeys the schema and the rules.
 */
class RandomSumsTest {

    private static final int SAMPLE = 200;
    private static final int MANY = 10_000;

    /** A rate, and what the schema says of it: thousandths, the number of its fields. */
    private record Taxed(VatRate rate, long perMille, String field) {
        boolean hasVat() {
            return List.of("1", "2", "3", "4", "5").contains(field);
        }

        boolean hasVatInZloty() {
            return hasVat() && !field.equals("5");
        }

        long vat(long amount, boolean gross) {
            return rounded(amount * perMille, gross ? 1000 + perMille : 1000);
        }
    }

    private static final List<Taxed> RATES = List.of(
            new Taxed(VatRate.P23, 230, "1"),
            new Taxed(VatRate.P22, 220, "1"),
            new Taxed(VatRate.P8, 80, "2"),
            new Taxed(VatRate.P7, 70, "2"),
            new Taxed(VatRate.P5, 50, "3"),
            new Taxed(VatRate.P4, 40, "4"),
            new Taxed(VatRate.P3, 30, "4"),
            new Taxed(VatRate.oneStopShop(new BigDecimal("19")), 190, "5"),
            new Taxed(VatRate.oneStopShop(new BigDecimal("25.5")), 255, "5"),
            new Taxed(VatRate.ZERO, 0, "6_1"),
            new Taxed(VatRate.INTRA_COMMUNITY_SUPPLY, 0, "6_2"),
            new Taxed(VatRate.EXPORT, 0, "6_3"),
            new Taxed(VatRate.EXEMPT, 0, "7"),
            new Taxed(VatRate.OUTSIDE_POLAND, 0, "8"),
            new Taxed(VatRate.INTRA_COMMUNITY_SERVICES, 0, "9"),
            new Taxed(VatRate.REVERSE_CHARGE, 0, "10"),
            new Taxed(VatRate.MARGIN, 0, "11"));

    private static final List<String> FIELDS =
            List.of("1", "2", "3", "4", "5", "6_1", "6_2", "6_3", "7", "8", "9", "10", "11");

    private static final Buyer GERMAN = Buyer.of(
            TaxId.inUnion(TKodyKrajowUE.DE, "999999999"),
            "Kunde GmbH",
            Address.of(TKodKraju.DE, "Hauptstraße 1", "10115 Berlin"));

    /** Rates before 2011 are used on purpose. */
    private static final Set<Rule> EXPECTED = EnumSet.of(Rule.FORMER_RATE);

    private static final Set<VatRate> FORMER = Set.of(VatRate.P22, VatRate.P7, VatRate.P3);

    private enum Kind {
        SALE,
        CORRECTION_IN_FULL,
        CORRECTION_BY_DIFFERENCE,
        CORRECTION_BY_DISCOUNT,
        ADVANCE,
        ADVANCE_CORRECTION,
        SETTLEMENT
    }

    /** What is sold, paid, or taken back at one rate. The exchange rate is 0 if there is none. */
    private record Part(Taxed taxed, boolean gross, long value, long exchangeRate) {}

    private final Set<String> seen = new TreeSet<>();

    @Test
    void invoices_ofAllKinds_haveTheSumsOfIntegers() {
        for (int seed = 0; seed < SAMPLE; seed++) {
            new Case(seed).check();
        }
        assertThat(seen).hasSize(Kind.values().length * 6);
    }

    @Test
    @Tag("slow")
    void manyInvoices_ofAllKinds_haveTheSumsOfIntegers() {
        for (int seed = SAMPLE; seed < SAMPLE + MANY; seed++) {
            new Case(seed).check();
        }
    }

    /** One invoice: what the builder is told, and what is expected of it. */
    private final class Case {

        private final int seed;
        private final Random random;
        private final Kind kind;
        private final boolean byLine;
        private final boolean gross;
        private final boolean foreign;
        private final boolean ratesOfLines;
        private final long invoiceRate;
        private final List<Part> parts = new ArrayList<>();
        private final List<Long> lineValues = new ArrayList<>();
        private final Map<String, Long> knownNet = new HashMap<>();
        private final Map<String, Long> knownVat = new HashMap<>();
        private final Map<String, Map<Long, Long>> knownVatByRate = new HashMap<>();
        private final Set<String> used = new TreeSet<>();

        Case(int seed) {
            this.seed = seed;
            // The first numbers of neighbouring seeds are alike.
            random = new Random(seed * 0x9E3779B97F4A7C15L);
            kind = Kind.values()[seed % Kind.values().length];
            byLine = random.nextBoolean();
            gross = random.nextBoolean();
            int money = random.nextInt(3);
            foreign = money > 0;
            ratesOfLines = money == 2;
            invoiceRate = money == 1 ? 1 + random.nextInt(60_000) : 0;
            seen.add(kind + "/" + byLine + "/" + money);
        }

        void check() {
            InvoiceBuilder<?> builder = builder();
            builder.buyer(GERMAN).rounding(byLine ? Rounding.BY_LINE : Rounding.BY_RATE);
            if (foreign && ratesOfLines) {
                builder.currency(TKodWaluty.EUR);
            } else if (foreign) {
                builder.currency(TKodWaluty.EUR, exchange(invoiceRate));
            }
            if (used.contains("7")) {
                builder.exemptByAct("art. 43 ust. 1 pkt 37");
            }
            if (used.contains("11")) {
                builder.margin(MarginScheme.TRAVEL);
            }
            InvoiceDraft draft = builder.build();
            assertThat(draft.findings()).as(toString()).isEmpty();
            Fa fa = Built.valid(draft);
            assertSums(fa);
            assertThat(fa.faWiersz())
                    .as(toString())
                    .extracting(line -> line.p_11() == null ? line.p_11A() : line.p_11())
                    .isEqualTo(lineValues.stream().map(Case::money).toList());
            assertThat(InvoiceRules.all()
                            .check(FakturaXml.write(draft.invoice()))
                            .warnings())
                    .as(toString())
                    .extracting(RuleFinding::rule)
                    .allMatch(rule -> EXPECTED.contains(rule) || rule == Rule.TAX && isTaxOfPayments());
        }

        /**
         * The rule of tax does not see that VAT was rounded in each of several payments of one day, nor what was ordered at a
         * former rate that only the payment has.
         */
        private boolean isTaxOfPayments() {
            boolean former =
                    parts.stream().anyMatch(part -> FORMER.contains(part.taxed().rate()));
            return kind == Kind.ADVANCE && (byLine || former);
        }

        private void assertSums(Fa fa) {
            Map<String, BigDecimal> expected = new TreeMap<>();
            long total = 0;
            for (String field : FIELDS) {
                if (!used.contains(field)) {
                    continue;
                }
                long net = -knownNet.getOrDefault(field, 0L);
                long vat = -knownVat.getOrDefault(field, 0L);
                Map<Long, Long> byRate = new TreeMap<>(knownVatByRate.getOrDefault(field, Map.of()));
                Taxed any = RATES.get(0);
                for (Taxed taxed : RATES) {
                    if (!taxed.field().equals(field)) {
                        continue;
                    }
                    any = taxed;
                    for (boolean way : new boolean[] {false, true}) {
                        List<Part> same = parts.stream()
                                .filter(part -> part.taxed() == taxed && part.gross() == way)
                                .toList();
                        long worth = same.stream().mapToLong(Part::value).sum();
                        long tax = vat(same);
                        vat += tax;
                        net += way ? worth - tax : worth;
                        same.stream().map(Part::exchangeRate).distinct().forEach(rate -> {
                            long part = vat(same.stream()
                                    .filter(one -> one.exchangeRate() == rate)
                                    .toList());
                            byRate.merge(rate, part, Long::sum);
                        });
                    }
                }
                expected.put("P_13_" + field, money(net));
                if (any.hasVat()) {
                    expected.put("P_14_" + field, money(vat));
                }
                if (foreign && any.hasVatInZloty()) {
                    long inZloty = byRate.entrySet().stream()
                            .mapToLong(one -> rounded(one.getValue() * one.getKey(), 10_000))
                            .sum();
                    expected.put("P_14_" + field + "W", money(inZloty));
                }
                total += net + vat;
            }
            expected.put("P_15", money(total));
            assertThat(sums(fa)).as(toString()).isEqualTo(expected);
        }

        /** VAT of amounts of one rate: rounded once, or for each. */
        private long vat(List<Part> same) {
            if (same.isEmpty()) {
                return 0;
            }
            Taxed taxed = same.get(0).taxed();
            boolean withVat = same.get(0).gross();
            return byLine
                    ? same.stream()
                            .mapToLong(part -> taxed.vat(part.value(), withVat))
                            .sum()
                    : taxed.vat(same.stream().mapToLong(Part::value).sum(), withVat);
        }

        private InvoiceBuilder<?> builder() {
            return switch (kind) {
                case SALE -> sale();
                case CORRECTION_IN_FULL, CORRECTION_BY_DIFFERENCE, CORRECTION_BY_DISCOUNT -> correction();
                case ADVANCE -> advance();
                case ADVANCE_CORRECTION -> advanceCorrection();
                case SETTLEMENT -> settlement();
            };
        }

        private SaleBuilder sale() {
            SaleBuilder builder = Built.filled(Invoice.vat());
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                builder.line(line(1, 1));
            }
            return builder;
        }

        private CorrectionBuilder correction() {
            CorrectionBuilder builder = corrected(Built.filled(Invoice.correction()));
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                if (kind == Kind.CORRECTION_BY_DIFFERENCE) {
                    builder.difference(line(random.nextBoolean() ? 1 : -1, 1));
                } else if (kind == Kind.CORRECTION_BY_DISCOUNT) {
                    change(builder);
                } else {
                    switch (random.nextInt(3)) {
                        case 0 -> builder.removed(line(1, -1));
                        case 1 -> builder.added(line(1, 1));
                        default -> builder.changed(line(1, -1), line(1, 1));
                    }
                }
            }
            return builder;
        }

        /** Corrections without lines have one exchange rate, that of the invoice. */
        private void change(CorrectionBuilder builder) {
            Taxed taxed = rate();
            long amount = 1 + random.nextInt(1_000_000);
            boolean way = random.nextBoolean() || taxed.rate().equals(VatRate.MARGIN);
            parts.add(new Part(taxed, way, -amount, invoiceRate));
            if (way) {
                builder.discountGross(taxed.rate(), money(amount));
            } else {
                builder.discount(taxed.rate(), money(amount));
            }
        }

        private CorrectionBuilder advanceCorrection() {
            CorrectionBuilder builder = corrected(Built.filled(Invoice.advanceCorrection()));
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                Taxed taxed = rate();
                long amount = random.nextInt(2_000_000) - 1_000_000;
                parts.add(new Part(taxed, true, amount, invoiceRate));
                builder.changeGross(taxed.rate(), money(amount));
            }
            return builder;
        }

        private CorrectionBuilder corrected(CorrectionBuilder builder) {
            return builder.corrects(CorrectedInvoice.outsideKsef(Built.DAY, "1"))
                    .reason("rabat")
                    .amountBefore(money(random.nextInt(1_000_000)));
        }

        private AdvanceBuilder advance() {
            AdvanceBuilder builder = Built.filled(Invoice.advance());
            Map<Taxed, Long> worth = new LinkedHashMap<>();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                Taxed taxed = rate();
                boolean way = gross || taxed.rate().equals(VatRate.MARGIN);
                long value = 1 + random.nextInt(1_000_000);
                builder.orderLine(
                        way
                                ? Line.grossValue("a", money(value), taxed.rate())
                                : Line.netValue("a", money(value), taxed.rate()));
                worth.merge(taxed, way ? value : value + taxed.vat(value, false), Long::sum);
            }
            long all = worth.values().stream().mapToLong(Long::longValue).sum();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                long amount = 1 + random.nextInt(1_000_000);
                long own = foreign && (ratesOfLines || random.nextBoolean()) ? 1 + random.nextInt(60_000) : 0;
                var day = Built.DAY.minusDays(random.nextInt(4));
                if (own > 0) {
                    Taxed taxed = rate();
                    parts.add(new Part(taxed, true, amount, own));
                    builder.received(day, money(amount), taxed.rate(), exchange(own));
                } else if (random.nextBoolean()) {
                    Taxed taxed = rate();
                    parts.add(new Part(taxed, true, amount, invoiceRate));
                    builder.received(day, money(amount), taxed.rate());
                } else {
                    builder.received(day, money(amount));
                    long upTo = 0;
                    long given = 0;
                    for (Map.Entry<Taxed, Long> one : worth.entrySet()) {
                        upTo += one.getValue();
                        long running = rounded(amount * upTo, all);
                        parts.add(new Part(one.getKey(), true, running - given, invoiceRate));
                        given = running;
                    }
                }
            }
            // An order names rates that payments may not have been for.
            used.clear();
            parts.forEach(part -> used.add(part.taxed().field()));
            return builder;
        }

        private SettlementBuilder settlement() {
            SettlementBuilder builder = Built.filled(Invoice.settlement()).advanceInvoiceOutsideKsef("ZAL/1");
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                builder.line(line(1, 1));
            }
            for (Part part : List.copyOf(parts)) {
                Taxed taxed = part.taxed();
                if (part == parts.get(0) || random.nextInt(3) == 0) {
                    long net = part.value() / 4;
                    long vat = taxed.hasVat() ? taxed.vat(net, false) : 0;
                    builder.settled(taxed.rate(), money(net), money(vat));
                    knownNet.merge(taxed.field(), net, Long::sum);
                    knownVat.merge(taxed.field(), vat, Long::sum);
                    convert(taxed, part.exchangeRate(), -vat);
                }
                long paid = part.value() / 4;
                if (random.nextInt(3) == 0 && paid > 0) {
                    long own = 1 + random.nextInt(60_000);
                    if (foreign) {
                        builder.received(Built.DAY.minusDays(1), money(paid), taxed.rate(), exchange(own));
                        convert(taxed, part.exchangeRate(), -taxed.vat(paid, true));
                        convert(taxed, own, taxed.vat(paid, true));
                    } else {
                        builder.received(Built.DAY.minusDays(1), money(paid), taxed.rate());
                    }
                }
            }
            return builder;
        }

        private void convert(Taxed taxed, long exchangeRate, long vat) {
            knownVatByRate
                    .computeIfAbsent(taxed.field(), none -> new TreeMap<>())
                    .merge(exchangeRate, vat, Long::sum);
        }

        /** A line that the invoice counts with this sign, of a quantity with that. */
        private Line line(int quantitySign, int sign) {
            Taxed taxed = rate();
            boolean way = gross || taxed.rate().equals(VatRate.MARGIN);
            long thousandths = quantitySign * (1L + random.nextInt(100_000));
            long price = random.nextInt(1_000_000);
            BigDecimal quantity = BigDecimal.valueOf(thousandths, 3);
            BigDecimal unitPrice = BigDecimal.valueOf(price, 4);
            Line line = way
                    ? Line.gross("a", quantity, unitPrice, taxed.rate())
                    : Line.net("a", quantity, unitPrice, taxed.rate());
            long exact = thousandths * price;
            if (random.nextInt(3) == 0 && price >= 100) {
                long off = random.nextInt((int) (price / 100));
                if (random.nextBoolean()) {
                    line = line.discountEach(money(off));
                    exact = thousandths * (price - 100 * off);
                } else {
                    long ofLine = off * thousandths / 1000;
                    line = line.discount(money(ofLine));
                    exact -= ofLine * 100_000;
                }
            }
            long value = rounded(exact, 100_000);
            long rate = invoiceRate;
            if (ratesOfLines) {
                // What is left after advances has to have one exchange rate.
                int which = kind == Kind.SETTLEMENT ? FIELDS.indexOf(taxed.field()) % 3 : random.nextInt(3);
                rate = new long[] {40_000, 43_217, 45_005}[which];
                line = line.exchangeRate(exchange(rate));
            }
            lineValues.add(value);
            parts.add(new Part(taxed, way, sign * value, rate));
            return line;
        }

        private Taxed rate() {
            // VAT in złoty has no exchange rate where neither invoice nor line has one.
            boolean noExchangeRate =
                    ratesOfLines && (kind == Kind.CORRECTION_BY_DISCOUNT || kind == Kind.ADVANCE_CORRECTION);
            Taxed taxed =
                    RATES.get(noExchangeRate ? 7 + random.nextInt(RATES.size() - 7) : random.nextInt(RATES.size()));
            used.add(taxed.field());
            return taxed;
        }

        private static BigDecimal exchange(long tenThousandths) {
            return BigDecimal.valueOf(tenThousandths, 4);
        }

        private static BigDecimal money(long hundredths) {
            return BigDecimal.valueOf(hundredths, 2);
        }

        @Override
        public String toString() {
            return kind + ", seed " + seed;
        }
    }

    private static Map<String, BigDecimal> sums(Fa fa) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sums.put("P_13_1", fa.p_13_1());
        sums.put("P_14_1", fa.p_14_1());
        sums.put("P_14_1W", fa.p_14_1W());
        sums.put("P_13_2", fa.p_13_2());
        sums.put("P_14_2", fa.p_14_2());
        sums.put("P_14_2W", fa.p_14_2W());
        sums.put("P_13_3", fa.p_13_3());
        sums.put("P_14_3", fa.p_14_3());
        sums.put("P_14_3W", fa.p_14_3W());
        sums.put("P_13_4", fa.p_13_4());
        sums.put("P_14_4", fa.p_14_4());
        sums.put("P_14_4W", fa.p_14_4W());
        sums.put("P_13_5", fa.p_13_5());
        sums.put("P_14_5", fa.p_14_5());
        sums.put("P_13_6_1", fa.p_13_6_1());
        sums.put("P_13_6_2", fa.p_13_6_2());
        sums.put("P_13_6_3", fa.p_13_6_3());
        sums.put("P_13_7", fa.p_13_7());
        sums.put("P_13_8", fa.p_13_8());
        sums.put("P_13_9", fa.p_13_9());
        sums.put("P_13_10", fa.p_13_10());
        sums.put("P_13_11", fa.p_13_11());
        sums.put("P_15", fa.p_15());
        sums.values().removeIf(Objects::isNull);
        return sums;
    }

    /** Divides, halves away from zero. */
    private static long rounded(long dividend, long divisor) {
        long size = (2 * Math.abs(dividend) + divisor) / (2 * divisor);
        return dividend < 0 ? -size : size;
    }
}
