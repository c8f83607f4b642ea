package dev.ksef.examples.planted;

import dev.ksef.PlantedAssembly;

/** Keeps FLOORS_KNOW_ONLY_WHAT_LIES_BELOW. */
record KnowsTheClient(PlantedAssembly client, dev.ksef.simulator.planted.Inhabitant simulator) {}
