package dev.ksef.model.planted;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW. */
record KnowsTheDomain(dev.ksef.domain.planted.Inhabitant upstairs) {}
