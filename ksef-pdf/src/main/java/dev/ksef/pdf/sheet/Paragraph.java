package dev.ksef.pdf.sheet;

/** Text over the whole width. Line breaks in it are kept. */
public record Paragraph(String text) implements Block {}
