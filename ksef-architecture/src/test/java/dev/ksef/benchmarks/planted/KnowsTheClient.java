package dev.ksef.benchmarks.planted;

import dev.ksef.PlantedClient;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW. */
record KnowsTheClient(PlantedClient client) {}
