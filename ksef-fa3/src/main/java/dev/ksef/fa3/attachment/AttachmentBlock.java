package dev.ksef.fa3.attachment;

import dev.ksef.fa3.schema.Zalacznik.BlokDanych;
import java.util.Objects;

/** A block of an attachment: at least one description, then paragraphs and tables. Immutable. */
public final class AttachmentBlock {

    private final BlokDanych element;

    private AttachmentBlock(BlokDanych element) {
        this.element = element;
    }

    /** Returns a block with its first description. */
    public static AttachmentBlock of(String key, String value) {
        return new AttachmentBlock(
                BlokDanych.builder().addMetaDane(description(key, value)).build());
    }

    /** Returns the block with a heading. */
    public AttachmentBlock heading(String text) {
        return new AttachmentBlock(element.toBuilder().zNaglowek(text).build());
    }

    /** Returns the block with one more description. Up to 1000. */
    public AttachmentBlock describe(String key, String value) {
        return new AttachmentBlock(
                element.toBuilder().addMetaDane(description(key, value)).build());
    }

    /** Returns the block with one more paragraph. Up to ten. */
    public AttachmentBlock paragraph(String text) {
        BlokDanych.Tekst.Builder paragraphs =
                element.tekst() == null ? BlokDanych.Tekst.builder() : element.tekst().toBuilder();
        return new AttachmentBlock(
                element.toBuilder().tekst(paragraphs.addAkapit(text).build()).build());
    }

    /** Returns the block with one more table. Up to 1000. */
    public AttachmentBlock table(AttachmentTable table) {
        return new AttachmentBlock(element.toBuilder()
                .addTabela(Objects.requireNonNull(table, "table").element())
                .build());
    }

    /** Returns the element of FA(3). */
    public BlokDanych element() {
        return element;
    }

    private static BlokDanych.MetaDane description(String key, String value) {
        return BlokDanych.MetaDane.builder().zKlucz(key).zWartosc(value).build();
    }
}
