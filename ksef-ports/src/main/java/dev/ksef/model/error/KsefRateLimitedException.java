package dev.ksef.model.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 429: too many calls. The call was not processed; repeating it before the time given makes the block longer. */
public final class KsefRateLimitedException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public KsefRateLimitedException(Answer answer, @Nullable Duration retryAfter) {
        super(answer, retryAfter == null ? "" : "; a call may succeed after " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    /** How long KSeF wants to be left alone, counted from its answer; empty where it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
