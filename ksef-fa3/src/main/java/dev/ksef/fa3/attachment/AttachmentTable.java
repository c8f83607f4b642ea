package dev.ksef.fa3.attachment;

import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of an attachment: columns, rows, and perhaps a row of sums. For one table and one thread. Cells are texts, which may be
 * empty; the type of a column says what they mean, and nothing computes with them.
 */
public final class AttachmentTable {

    private final Tabela.TNaglowek.Builder header = Tabela.TNaglowek.builder();
    private final List<Tabela.Wiersz> rows = new ArrayList<>();
    private final Tabela.Builder table = Tabela.builder();
    private int columns;
    private @Nullable List<String> sums;

    private AttachmentTable() {}

    /** Returns a table without columns and rows. */
    public static AttachmentTable create() {
        return new AttachmentTable();
    }

    /**
     * Adds a column. Up to 20.
     *
     * @throws IllegalStateException if there are rows, which would have no cell for it
     */
    public AttachmentTable column(Tabela.TNaglowek.Kol.Typ type, String name) {
        if (!rows.isEmpty() || sums != null) {
            throw new IllegalStateException(
                    "The table has rows, which have no cell for one more column: add all columns first");
        }
        header.addKol(Tabela.TNaglowek.Kol.builder().typ(type).nKom(name).build());
        columns++;
        return this;
    }

    /** Adds a description. Up to 1000. */
    public AttachmentTable describe(String key, String value) {
        table.addTMetaDane(
                Tabela.TMetaDane.builder().tKlucz(key).tWartosc(value).build());
        return this;
    }

    /** Sets what the table shows. */
    public AttachmentTable caption(String text) {
        table.opis(text);
        return this;
    }

    /**
     * Adds a row, after all columns. Up to 1000.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public AttachmentTable row(String... cells) {
        rows.add(Tabela.Wiersz.builder().wKom(counted(cells)).build());
        return this;
    }

    /**
     * Sets the row of sums, after all columns.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public AttachmentTable sums(String... cells) {
        sums = counted(cells);
        return this;
    }

    /** Returns the element of FA(3). */
    public Tabela element() {
        return table.tNaglowek(header.build())
                .wiersz(rows)
                .suma(sums == null ? null : Tabela.Suma.builder().sKom(sums).build())
                .build();
    }

    private List<String> counted(String... cells) {
        Objects.requireNonNull(cells, "cells");
        if (cells.length != columns) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells, but the table has " + columns
                    + " columns: give one for each");
        }
        for (String cell : cells) {
            Objects.requireNonNull(cell, "cell");
        }
        return List.of(cells);
    }
}
