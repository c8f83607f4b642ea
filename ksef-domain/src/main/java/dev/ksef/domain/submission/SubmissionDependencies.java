package dev.ksef.domain.submission;

import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.session.Sessions;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.function.Consumer;

/** The objects that all submissions of a context share. */
record SubmissionDependencies(
        Sessions sessions,
        Packages packages,
        ResultJudge judge,
        RateLimits limits,
        CryptoEngine crypto,
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
                time,
                ListenerGroup.of(List.of(listener, also)));
    }
}
