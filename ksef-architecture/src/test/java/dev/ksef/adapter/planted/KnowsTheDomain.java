package dev.ksef.adapter.planted;

import dev.ksef.domain.Polling;

/** Breaks ADAPTERS_KNOW_THE_PORTS_ONLY. */
public record KnowsTheDomain(Polling polling) {}
