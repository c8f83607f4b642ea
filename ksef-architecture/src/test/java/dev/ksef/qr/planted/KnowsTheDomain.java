package dev.ksef.qr.planted;

import dev.ksef.domain.internal.StatusPolling;

/** Breaks the rule that this module knows the ports only. */
public record KnowsTheDomain(StatusPolling polling) {}
