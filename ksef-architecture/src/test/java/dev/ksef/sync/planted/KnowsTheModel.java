package dev.ksef.sync.planted;

import dev.ksef.model.Nip;

/** Breaks EVERY_PACKAGE_BELONGS_TO_A_FLOOR by its package, and FLOORS_KNOW_ONLY_WHAT_LIES_BELOW by its component. */
public record KnowsTheModel(Nip nip) {}
