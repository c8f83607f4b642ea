package dev.ksef.pdf.sheet;

/** A heading inside a section: words of the document's, not of ours. */
public record Subheading(String text) implements Block {}
