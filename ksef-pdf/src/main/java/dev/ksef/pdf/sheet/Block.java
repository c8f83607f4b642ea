package dev.ksef.pdf.sheet;

/** What a section consists of. */
public sealed interface Block permits Cards, Codes, Facts, Paragraph, Subheading, Table, Total {}
