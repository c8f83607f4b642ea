package dev.ksef.adapter.planted;

import dev.ksef.domain.internal.StatusPolling;

/** Breaks ADAPTERS_KNOW_THE_PORTS_ONLY. */
public record KnowsTheDomain(StatusPolling polling) {}
