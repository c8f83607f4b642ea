package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Zalacznik;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela.TNaglowek.Kol;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ;
import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Subheading;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;

/** The attachment of an invoice. Its words are the seller's; they and its numbers are shown as they are. */
final class AttachmentPart {

    /** A table with more columns needs a page on its side. */
    private static final int MOST_COLUMNS_UPRIGHT = 8;

    private AttachmentPart() {}

    static Part of(Zalacznik attachment, Words words) {
        List<Section> sections = new ArrayList<>();
        for (BlokDanych block : attachment.blokDanych()) {
            sections.add(new Section(sections.isEmpty() ? words.label("attachment") : null, blocks(block)));
        }
        boolean isWide = attachment.blokDanych().stream()
                .flatMap(block -> block.tabela().stream())
                .anyMatch(table -> columns(table) > MOST_COLUMNS_UPRIGHT);
        return new Part(isWide, sections);
    }

    private static List<Block> blocks(BlokDanych data) {
        var blocks = new ArrayList<Block>();
        if (data.zNaglowek() != null) {
            blocks.add(new Subheading(data.zNaglowek()));
        }
        addFacts(
                blocks,
                data.metaDane().stream()
                        .map(one -> fact(one.zKlucz(), one.zWartosc()))
                        .toList());
        BlokDanych.Tekst text = data.tekst();
        if (text != null) {
            text.akapit().forEach(paragraph -> blocks.add(new Paragraph(paragraph)));
        }
        for (Tabela table : data.tabela()) {
            addFacts(
                    blocks,
                    table.tMetaDane().stream()
                            .map(one -> fact(one.tKlucz(), one.tWartosc()))
                            .toList());
            if (table.opis() != null) {
                blocks.add(new Subheading(table.opis()));
            }
            blocks.add(table(table));
        }
        return blocks;
    }

    private static void addFacts(List<Block> blocks, List<Fact> facts) {
        if (!facts.isEmpty()) {
            blocks.add(new Facts(facts));
        }
    }

    private static Fact fact(String key, String value) {
        return Fact.of(new Label(key, null), value);
    }

    private static Table table(Tabela table) {
        var columns = new ArrayList<Column>();
        for (Kol column : table.tNaglowek().kol()) {
            var label = new Label(column.nKom(), null);
            boolean isNumber = column.typ() == Typ.DEC || column.typ() == Typ.INT;
            columns.add(isNumber ? Column.numbers(label) : Column.words(label));
        }
        int width = columns(table);
        while (columns.size() < width) {
            columns.add(Column.words(new Label("", null)));
        }
        var rows = new ArrayList<Row>();
        table.wiersz().forEach(row -> rows.add(row(Row.Kind.USUAL, row.wKom(), width)));
        Tabela.Suma sum = table.suma();
        if (sum != null) {
            rows.add(row(Row.Kind.SUM, sum.sKom(), width));
        }
        return new Table(columns, rows);
    }

    private static Row row(Row.Kind kind, List<String> values, int width) {
        var cells = new ArrayList<Cell>();
        values.forEach(value -> cells.add(Cell.of(value)));
        while (cells.size() < width) {
            cells.add(Cell.EMPTY);
        }
        return new Row(kind, cells);
    }

    /** Returns how many columns the longest row has: the schema does not demand that all have as many as the head. */
    private static int columns(Tabela table) {
        int columns = table.tNaglowek().kol().size();
        for (Tabela.Wiersz row : table.wiersz()) {
            columns = Math.max(columns, row.wKom().size());
        }
        return table.suma() == null
                ? columns
                : Math.max(columns, table.suma().sKom().size());
    }
}
