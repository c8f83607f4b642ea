package dev.ksef.signature.planted;

/** A class of its floor, which keeps the rules about floors. */
public record Inhabitant(dev.ksef.model.planted.Inhabitant downstairs) {}
