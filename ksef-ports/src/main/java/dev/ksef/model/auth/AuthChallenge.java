package dev.ksef.model.auth;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A challenge (wyzwanie), which starts a sign-in. It is valid for 10 minutes and one attempt.
 *
 * @param challenge 36 characters
 * @param timestampMs the time of its creation by KSeF's clock, in milliseconds since 1970; use this one in the encrypted token
 * @param timestamp the same moment with a finer fraction; do not derive milliseconds from it
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
