package dev.ksef.sync.planted.line.first;

import dev.ksef.sync.planted.line.last.Last;

/** Keeps PACKAGES_FORM_NO_CIRCLE: nobody knows it. */
public record First(Last last) {}
