package dev.ksef.fa3;

import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.code.TOznaczenieProceduryZ;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The order or contract that advances are paid for ({@code Zamowienie}). VAT is rounded in each line, which shows it. */
final class Order {

    private final List<PlacedLine> lines = new ArrayList<>();
    private @Nullable BigDecimal givenValue;

    void add(Line line) {
        lines.add(new PlacedLine(Objects.requireNonNull(line, "line"), lines.size() + 1L, false));
    }

    void addBeforeAndAfter(Line before, Line after) {
        long number = lines.size() / 2 + 1L;
        lines.add(new PlacedLine(Objects.requireNonNull(before, "before"), number, true));
        lines.add(new PlacedLine(Objects.requireNonNull(after, "after"), number, false));
    }

    void value(BigDecimal amount) {
        givenValue = Money.checked("Zamowienie/WartoscZamowienia", amount);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean hasAnnex15() {
        return lines.stream().anyMatch(placed -> placed.line().isAnnex15());
    }

    void check(List<String> problems) {
        InvoiceBuilder.checkQuantities(lines, problems);
        for (PlacedLine placed : lines) {
            Fa.FaWiersz line = placed.line().element();
            if (line.p_6A() != null || line.kursWaluty() != null || line.p_10() != null) {
                problems.add("line " + placed.number()
                        + " of the order has a day of supply, an exchange rate or a discount, "
                        + "for which an order has no field");
            }
            if (line.procedura() == TOznaczenieProcedury.I_42 || line.procedura() == TOznaczenieProcedury.I_63) {
                problems.add("line " + placed.number() + " of the order has a procedure that orders do not have");
            }
        }
    }

    /** Returns the gross value of what is ordered, by rate. */
    Map<VatRate, BigDecimal> grossByRate() {
        Map<VatRate, BigDecimal> sums = new LinkedHashMap<>();
        for (PlacedLine placed : lines) {
            if (!placed.before()) {
                sums.merge(placed.line().rate(), placed.line().withVat(), BigDecimal::add);
            }
        }
        return sums;
    }

    Fa.Zamowienie build(List<DraftFinding> findings) {
        lines.forEach(placed -> check(placed, findings));
        BigDecimal computed = grossByRate().values().stream().reduce(Money.ZERO, BigDecimal::add);
        return Fa.Zamowienie.builder()
                .wartoscZamowienia(Totals.settled("Zamowienie/WartoscZamowienia", givenValue, computed, findings))
                .zamowienieWiersz(lines.stream().map(Order::element).toList())
                .build();
    }

    private static void check(PlacedLine placed, List<DraftFinding> findings) {
        BigDecimal computed = placed.line().computed();
        if (computed != null && !Money.same(computed, placed.line().value())) {
            findings.add(DraftFinding.conflict(
                    "Zamowienie/ZamowienieWiersz[" + placed.number() + "]/P_11NettoZ",
                    "is not quantity times price",
                    placed.line().value(),
                    computed));
        }
    }

    private static Fa.Zamowienie.ZamowienieWiersz element(PlacedLine placed) {
        Line line = placed.line();
        Fa.FaWiersz fields = line.element();
        return Fa.Zamowienie.ZamowienieWiersz.builder()
                .nrWierszaZam(placed.number())
                .uu_IDZ(fields.uu_ID())
                .p_7Z(fields.p_7())
                .indeksZ(fields.indeks())
                .gtinz(fields.gtin())
                .pkWiUZ(fields.pkWiU())
                .cnz(fields.cn())
                .pkobz(fields.pkob())
                .p_8AZ(fields.p_8A())
                .p_8BZ(fields.p_8B())
                .p_9AZ(fields.p_9A())
                .p_11NettoZ(line.withVat().subtract(line.vat()))
                .p_11VatZ(line.vat())
                .p_12Z(fields.p_12())
                .p_12Z_XII(fields.p_12_XII())
                .p_12Z_Zal_15(fields.p_12_Zal_15())
                .gtuz(fields.gtu())
                .proceduraZ(procedure(fields.procedura()))
                .kwotaAkcyzyZ(fields.kwotaAkcyzy())
                .stanPrzedZ(placed.before())
                .build();
    }

    private static @Nullable TOznaczenieProceduryZ procedure(@Nullable TOznaczenieProcedury procedure) {
        return procedure == null ? null : TOznaczenieProceduryZ.valueOf(procedure.name());
    }
}
