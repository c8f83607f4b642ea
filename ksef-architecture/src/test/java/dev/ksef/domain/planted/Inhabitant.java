package dev.ksef.domain.planted;

/** A class of the domain's floor, which keeps the rules about floors. */
public record Inhabitant(dev.ksef.model.planted.Inhabitant downstairs) {}
