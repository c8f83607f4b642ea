package dev.ksef.simulator.planted;

/** A class of the simulator, which keeps the rules about floors. */
public record Inhabitant(Inhabitant next) {}
