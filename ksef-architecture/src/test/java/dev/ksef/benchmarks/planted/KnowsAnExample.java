package dev.ksef.benchmarks.planted;

import dev.ksef.examples.planted.KnowsTheTestkit;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW. */
record KnowsAnExample(KnowsTheTestkit example) {}
