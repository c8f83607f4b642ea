package dev.ksef.simulator.planted;

import dev.ksef.model.Nip;

/** Breaks SIMULATOR_SHARES_NOTHING_WITH_WHAT_IT_JUDGES. */
public record KnowsTheModel(Nip nip) {}
