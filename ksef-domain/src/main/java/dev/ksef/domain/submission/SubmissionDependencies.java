package dev.ksef.domain.submission;

import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.session.Sessions;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.function.Consumer;
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
        KsefListener listener) {

    /** Returns the same objects, whose progress is told to somebody else, too. */
    SubmissionDependencies telling(Consumer<KsefEvent.Progress> told) {
        var also = new KsefListener() {
            @Override
            public void onProgress(KsefEvent.Progress event) {
                told.accept(event);
            }
        };
        return new SubmissionDependencies(
                sessions.listening(also),
                packages.listening(also),
                judge,
                limits,
                crypto,
                keptKeys,
                time,
                ListenerGroup.of(List.of(listener, also)));
    }
}
