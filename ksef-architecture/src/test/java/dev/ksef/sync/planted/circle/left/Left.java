package dev.ksef.sync.planted.circle.left;

import dev.ksef.sync.planted.circle.right.Right;

/** Breaks PACKAGES_FORM_NO_CIRCLE together with Right and Back. */
public record Left(Right right) {}
