package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.sheet.Total;
import dev.ksef.pdf.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is added to the amount of an invoice, or deducted from it, and what is left to pay. */
final class SettlementSection {

    private final Fa.Rozliczenie settlement;
    private final String currency;
    private final Words words;

    private SettlementSection(Fa.Rozliczenie settlement, String currency, Words words) {
        this.settlement = settlement;
        this.currency = currency;
        this.words = words;
    }

    static void add(Fa invoice, Words words, List<Section> sections) {
        Fa.Rozliczenie settlement = invoice.rozliczenie();
        if (settlement != null) {
            new SettlementSection(settlement, invoice.kodWaluty().text(), words).into(sections);
        }
    }

    private void into(List<Section> sections) {
        var section = new SectionDraft(words.label("settlement"));
        var rows = new ArrayList<Row>();
        settlement.obciazenia().forEach(charge -> rows.add(row("settlement.charge", charge.powod(), charge.kwota())));
        addSum(rows, "settlement.charges", settlement.sumaObciazen());
        settlement.odliczenia().forEach(one -> rows.add(row("settlement.deduction", one.powod(), one.kwota())));
        addSum(rows, "settlement.deductions", settlement.sumaOdliczen());
        if (!rows.isEmpty()) {
            section.add(new Table(
                    List.of(
                            Column.words(words.label("settlement.kind")),
                            Column.words(words.label("settlement.reason")),
                            Column.numbers(words.label("amount"))),
                    rows));
        }
        addTotal(section, "settlement.due", settlement.doZaplaty());
        addTotal(section, "settlement.overpaid", settlement.doRozliczenia());
        section.into(sections);
    }

    private Row row(String kind, String reason, BigDecimal amount) {
        return new Row(
                Row.Kind.USUAL,
                List.of(
                        Cell.of(words.text(kind)),
                        Cell.of(reason),
                        Cell.of(words.numbers().money(amount))));
    }

    private void addSum(List<Row> rows, String key, @Nullable BigDecimal sum) {
        if (sum != null) {
            rows.add(new Row(
                    Row.Kind.SUM,
                    List.of(
                            Cell.of(words.text(key)),
                            Cell.EMPTY,
                            Cell.of(words.numbers().money(sum)))));
        }
    }

    private void addTotal(SectionDraft section, String key, @Nullable BigDecimal amount) {
        if (amount != null) {
            section.add(new Total(words.label(key), words.numbers().money(amount, currency)));
        }
    }
}
