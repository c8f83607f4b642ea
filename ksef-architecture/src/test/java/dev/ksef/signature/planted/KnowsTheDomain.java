package dev.ksef.signature.planted;

import dev.ksef.domain.Polling;

/** Breaks the rule that this module knows the ports only. */
public record KnowsTheDomain(Polling polling) {}
