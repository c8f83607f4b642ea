package dev.ksef.simulator.planted;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW: the simulator shares nothing with what it judges. */
record KnowsTheModel(dev.ksef.model.planted.Inhabitant judged) {}
