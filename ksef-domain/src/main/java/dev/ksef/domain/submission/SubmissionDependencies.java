package dev.ksef.domain.submission;

import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.session.Sessions;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;

/** The objects that all submissions of a context share. */
record SubmissionDependencies(
        Sessions sessions,
        Packages packages,
        ResultJudge judge,
        RateLimits limits,
        CryptoEngine crypto,
        Time time,
        KsefListener listener) {}
