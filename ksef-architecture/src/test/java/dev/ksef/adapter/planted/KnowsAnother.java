package dev.ksef.adapter.planted;

import dev.ksef.adapter.other.planted.Neighbour;

/** Breaks ADAPTERS_DO_NOT_KNOW_EACH_OTHER. */
record KnowsAnother(Neighbour neighbour) {}
