package dev.ksef.model.error;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Too many calls. The call was not processed: KSeF answered it with 429, or it never left, since the limits or a block
 * would not let it before its deadline. Repeating it before the time given makes a block longer.
 */
public final class KsefRateLimitedException extends KsefApiException {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final @Nullable Duration retryAfter;
    private final @Nullable Instant notBefore;
    private final boolean heldBack;

    /** KSeF's answer. {@code notBefore} is null where it did not say how long it wants to be left alone. */
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
     * A call that did not leave.
     *
     * @param why as the middle of a sentence, for example {@code "KSeF's block lasts"}
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

    /** How long to wait, counted from the answer or from the refusal; empty where KSeF did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** From when on a call may succeed, by the local clock; empty where KSeF did not say. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** Whether the call never left this process. */
    public boolean isHeldBack() {
        return heldBack;
    }
}
