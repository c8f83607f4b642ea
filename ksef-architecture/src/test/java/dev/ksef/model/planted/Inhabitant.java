package dev.ksef.model.planted;

/** A class of the floor of the ports, which keeps the rules about floors. */
public record Inhabitant(Inhabitant next) {}
