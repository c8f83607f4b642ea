package dev.ksef.model.error;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if there were too many calls. The call was not processed: KSeF answered it with 429, or it was never sent, since the
 * limits or a block did not allow it before its deadline. Repeating it too early makes a block longer.
 */
public final class KsefRateLimitedException extends KsefApiException {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final @Nullable Duration retryAfter;
    private final @Nullable Instant notBefore;
    private final boolean heldBack;

    /** Creates the exception for KSeF's answer. {@code notBefore} is null if KSeF gave no time to wait. */
    public KsefRateLimitedException(Answer answer, @Nullable Duration retryAfter, @Nullable Instant notBefore) {
        super(
                answer,
                retryAfter == null
                        ? ""
                        : "; a call may succeed after " + retryAfter.toSeconds() + " s" + at(notBefore));
        this.retryAfter = retryAfter;
        this.notBefore = notBefore;
        this.heldBack = false;
    }

    private KsefRateLimitedException(String message, Answer answer, Duration retryAfter, Instant notBefore) {
        super(message, answer);
        this.retryAfter = retryAfter;
        this.notBefore = notBefore;
        this.heldBack = true;
    }

    /**
     * Returns the exception for a call that was not sent.
     *
     * @param why the reason as the middle of a sentence, for example {@code "KSeF's block lasts"}
     */
    public static KsefRateLimitedException heldBack(String operation, String why, Instant now, Instant notBefore) {
        Duration wait = Duration.between(now, notBefore);
        return new KsefRateLimitedException(
                operation + " was not sent: " + why + " until " + notBefore
                        + ", longer than its deadline; a call may succeed after " + wait.toSeconds() + " s",
                new Answer(operation, TOO_MANY_REQUESTS, List.of(), null, null),
                wait,
                notBefore);
    }

    private static String at(@Nullable Instant notBefore) {
        return notBefore == null ? "" : ", from " + notBefore + " on";
    }

    /** Returns how long to wait, counted from KSeF's answer or from this refusal; empty if KSeF gave no time. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns the instant from which a call may succeed, by the local clock; empty if KSeF gave no time. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** Tells whether the call was never sent. */
    public boolean isHeldBack() {
        return heldBack;
    }
}
