package dev.ksef.pdf.language;

/** The language of what stands around the values. Values are never translated, but for those that the schema lists as codes. */
public enum Language {
    /** Polish; numbers as {@code 1 234,56}. */
    POLISH,
    /** English; numbers as {@code 1,234.56}. */
    ENGLISH,
    /** Polish with English behind it; numbers as {@code 1 234,56}. */
    BILINGUAL
}
