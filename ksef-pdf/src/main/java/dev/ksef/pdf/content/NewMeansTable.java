package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa.Adnotacje.NoweSrodkiTransportu.NowySrodekTransportu;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of new means of transport that go to another member state. */
final class NewMeansTable {

    private final Words words;

    private NewMeansTable(Words words) {
        this.words = words;
    }

    static Table of(List<NowySrodekTransportu> means, Words words) {
        var table = new NewMeansTable(words);
        return new Table(
                List.of(
                        Column.numbers(words.label("means.line")),
                        Column.words(words.label("means.kind")),
                        Column.words(words.label("means.since")),
                        Column.words(words.label("means.use"))),
                means.stream().map(table::row).toList());
    }

    private Row row(NowySrodekTransportu one) {
        return new Row(
                Row.Kind.USUAL,
                List.of(
                        Cell.of(String.valueOf(one.p_NrWierszaNST())),
                        new Cell(words.text(kind(one)), particulars(one)),
                        Cell.of(one.p_22A().toString()),
                        Cell.of(use(one))));
    }

    private static String kind(NowySrodekTransportu one) {
        if (one.p_22C() != null) {
            return "means.vessel";
        }
        return one.p_22D() == null ? "means.vehicle" : "means.aircraft";
    }

    private String use(NowySrodekTransportu one) {
        if (one.p_22C() != null) {
            return words.named("means.hours", one.p_22C());
        }
        if (one.p_22D() != null) {
            return words.named("means.hours", one.p_22D());
        }
        return one.p_22B() == null ? "" : words.named("means.mileage", one.p_22B());
    }

    private @Nullable String particulars(NowySrodekTransportu one) {
        var parts = new ArrayList<String>();
        add(parts, "means.make", one.p_22BMK());
        add(parts, "means.model", one.p_22BMD());
        add(parts, "means.colour", one.p_22BK());
        add(parts, "means.registration", one.p_22BNR());
        add(parts, "means.year", one.p_22BRP());
        add(parts, "means.vin", one.p_22B1());
        add(parts, "means.body", one.p_22B2());
        add(parts, "means.chassis", one.p_22B3());
        add(parts, "means.frame", one.p_22B4());
        add(parts, "means.type", one.p_22BT());
        add(parts, "means.hull", one.p_22C1());
        add(parts, "means.factoryNumber", one.p_22D1());
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private void add(List<String> parts, String key, @Nullable String value) {
        if (value != null) {
            parts.add(words.named(key, value));
        }
    }
}
