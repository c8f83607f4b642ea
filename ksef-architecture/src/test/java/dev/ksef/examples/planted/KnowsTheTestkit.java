package dev.ksef.examples.planted;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW. */
public record KnowsTheTestkit(dev.ksef.testkit.planted.Inhabitant tools) {}
