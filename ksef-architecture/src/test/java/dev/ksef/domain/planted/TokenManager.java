package dev.ksef.domain.planted;

/** Breaks NAMES_SAY_WHAT_A_CLASS_DOES. */
public record TokenManager() {}
