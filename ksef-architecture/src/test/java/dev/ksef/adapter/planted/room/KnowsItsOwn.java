package dev.ksef.adapter.planted.room;

import dev.ksef.adapter.planted.Inhabitant;

/** Keeps ADAPTERS_DO_NOT_KNOW_EACH_OTHER: another room of the same adapter. */
record KnowsItsOwn(Inhabitant inhabitant) {}
