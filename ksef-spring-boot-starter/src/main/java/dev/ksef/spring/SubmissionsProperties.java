package dev.ksef.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of submissions that an earlier run of the application left.
 *
 * @param reconcile whether KSeF is asked about them when the application has started
 * @param every and after which time again; null for once
 * @param patience for each submission
 * @param keepEnded how long those that have ended stay in the journal
 */
record SubmissionsProperties(
        @DefaultValue("false") boolean reconcile,
        @Nullable Duration every,
        @DefaultValue("10m") Duration patience,
        @DefaultValue("90d") Duration keepEnded) {}
