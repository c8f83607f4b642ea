package dev.ksef.adapter.planted;

import java.util.List;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW by the argument of a type alone. */
record KnowsTheDomain(List<dev.ksef.domain.planted.Inhabitant> beside) {}
