package dev.ksef.model.auth;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A challenge (wyzwanie): the start of a sign-in, good for 10 minutes and one attempt.
 *
 * @param challenge 36 characters
 * @param timestampMs KSeF's time of making it, in milliseconds since 1970: the one that goes into an encrypted token
 * @param timestamp the same moment as text, with a finer fraction; never derive milliseconds from it
 * @param clientIp the address that KSeF saw
 */
public record AuthChallenge(
        String challenge,
        Long timestampMs,
        @Nullable OffsetDateTime timestamp,
        @Nullable String clientIp) {

    public AuthChallenge {
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(timestampMs, "timestampMs");
    }
}
