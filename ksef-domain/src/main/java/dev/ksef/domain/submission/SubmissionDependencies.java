package dev.ksef.domain.submission;

import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.session.Sessions;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all submissions of a context share.
 *
 * @param keptKeys the content keys of packages in a store; null if they are kept in memory only
 */
record SubmissionDependencies(
        Sessions sessions,
        Packages packages,
        ResultJudge judge,
        RateLimits limits,
        CryptoEngine crypto,
        @Nullable KeptKeys keptKeys,
        Time time,
        KsefListener listener) {}
