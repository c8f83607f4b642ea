package dev.ksef.pdf.sheet;

import org.jspecify.annotations.Nullable;

/**
 * Words of ours, such as a heading or the name of a field.
 *
 * @param text in the sheet's language
 * @param second the same in English, on a bilingual sheet
 */
public record Label(String text, @Nullable String second) {}
