package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of sums by rates, as the invoice has them: nothing is computed but the gross sum of a row that has net and VAT. */
final class SumTable {

    /**
     * The sums of a rate.
     *
     * @param key of the rate's name
     * @param vatInZloty the VAT in zloty, of an invoice in another currency
     * @param gross of a row that has net and VAT, their sum
     */
    private record Sums(
            String key,
            @Nullable BigDecimal net,
            @Nullable BigDecimal vat,
            @Nullable BigDecimal vatInZloty,
            @Nullable BigDecimal gross) {

        static Sums taxed(
                String key, @Nullable BigDecimal net, @Nullable BigDecimal vat, @Nullable BigDecimal vatInZloty) {
            return new Sums(key, net, vat, vatInZloty, net == null || vat == null ? null : net.add(vat));
        }

        static Sums net(String key, @Nullable BigDecimal net) {
            return new Sums(key, net, null, null, null);
        }

        /** What is sold by a margin scheme shows neither a net value nor VAT. */
        static Sums gross(String key, @Nullable BigDecimal gross) {
            return new Sums(key, null, null, null, gross);
        }

        boolean exists() {
            return net != null || vat != null || vatInZloty != null || gross != null;
        }
    }

    private final List<Sums> sums;
    private final Words words;

    private SumTable(List<Sums> sums, Words words) {
        this.sums = sums;
        this.words = words;
    }

    /** Returns the table, unless the invoice has no sum. */
    static Optional<Table> of(Fa invoice, Words words) {
        List<Sums> sums = all(invoice).filter(Sums::exists).toList();
        return sums.isEmpty() ? Optional.empty() : Optional.of(new SumTable(sums, words).table());
    }

    private static Stream<Sums> all(Fa fa) {
        return Stream.of(
                Sums.taxed("sum.1", fa.p_13_1(), fa.p_14_1(), fa.p_14_1W()),
                Sums.taxed("sum.2", fa.p_13_2(), fa.p_14_2(), fa.p_14_2W()),
                Sums.taxed("sum.3", fa.p_13_3(), fa.p_14_3(), fa.p_14_3W()),
                Sums.taxed("sum.4", fa.p_13_4(), fa.p_14_4(), fa.p_14_4W()),
                Sums.taxed("sum.5", fa.p_13_5(), fa.p_14_5(), null),
                Sums.net("sum.6_1", fa.p_13_6_1()),
                Sums.net("sum.6_2", fa.p_13_6_2()),
                Sums.net("sum.6_3", fa.p_13_6_3()),
                Sums.net("sum.7", fa.p_13_7()),
                Sums.net("sum.8", fa.p_13_8()),
                Sums.net("sum.9", fa.p_13_9()),
                Sums.net("sum.10", fa.p_13_10()),
                Sums.gross("sum.11", fa.p_13_11()));
    }

    private Table table() {
        var columns = new ArrayList<Column>();
        columns.add(Column.words(words.label("sum.rate")));
        boolean hasNet = sums.stream().anyMatch(row -> row.net() != null);
        boolean hasVat = sums.stream().anyMatch(row -> row.vat() != null);
        boolean hasZloty = sums.stream().anyMatch(row -> row.vatInZloty() != null);
        boolean hasGross = sums.stream().anyMatch(row -> row.gross() != null);
        addIf(hasNet, columns, Column.numbers(words.label("sum.net")));
        addIf(hasVat, columns, Column.numbers(words.label("sum.vat")));
        addIf(hasGross, columns, Column.numbers(words.label("sum.gross")));
        addIf(hasZloty, columns, Column.numbers(words.label("sum.vatInZloty")));
        var rows = new ArrayList<Row>();
        for (Sums row : sums) {
            var cells = new ArrayList<>(List.of(Cell.of(words.text(row.key()))));
            addIf(hasNet, cells, amount(row.net()));
            addIf(hasVat, cells, amount(row.vat()));
            addIf(hasGross, cells, amount(row.gross()));
            addIf(hasZloty, cells, amount(row.vatInZloty()));
            rows.add(new Row(Row.Kind.USUAL, cells));
        }
        return new Table(columns, rows);
    }

    private Cell amount(@Nullable BigDecimal amount) {
        return amount == null ? Cell.EMPTY : Cell.of(words.numbers().money(amount));
    }

    private static <T> void addIf(boolean used, List<T> list, T one) {
        if (used) {
            list.add(one);
        }
    }
}
