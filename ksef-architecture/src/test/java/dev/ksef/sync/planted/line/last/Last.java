package dev.ksef.sync.planted.line.last;

/** Keeps PACKAGES_FORM_NO_CIRCLE: it knows nobody. */
public record Last() {}
