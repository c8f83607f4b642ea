package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.IssuedChallenges.Challenge;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.publickey.CertifiedKey;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the encrypted KSeF token that answers a challenge. */
final class EncryptedTokenJudge {

    /** How the sign-in ends, and the KSeF token if it is a known one. */
    record TokenVerdict(ProcessingStatus status, @Nullable TaxpayerToken token) {}

    private final IssuedChallenges challenges;
    private final TaxpayerTokens taxpayers;
    private final AccessRights rights;

    EncryptedTokenJudge(IssuedChallenges challenges, TaxpayerTokens taxpayers, AccessRights rights) {
        this.challenges = challenges;
        this.taxpayers = taxpayers;
        this.rights = rights;
    }

    TokenVerdict judge(
            Challenge challenge, LoginContext context, CertifiedKey key, byte[] encryptedToken, Instant now) {
        if (!challenges.use(challenge)) {
            return failed("Nieprawidłowe wyzwanie autoryzacyjne");
        }
        Optional<byte[]> plain = key.unwrap(encryptedToken);
        if (plain.isEmpty()) {
            return failed("Nieprawidłowe szyfrowanie tokena");
        }
        String text = utf8(plain.get()).orElse("");
        // The token may contain the separator, the time cannot.
        int separator = text.lastIndexOf('|');
        if (separator < 0) {
            return failed("Nieprawidłowe kodowanie tokena");
        }
        if (!text.substring(separator + 1).equals(Long.toString(challenge.timestampMs()))) {
            return failed("Nieprawidłowy czas tokena");
        }
        return taxpayers
                .find(text.substring(0, separator))
                .map(token -> judge(token, context, now))
                .orElseGet(() -> failed("Nieprawidłowy token"));
    }

    private TokenVerdict judge(TaxpayerToken token, LoginContext context, Instant now) {
        if (!token.context().equals(context)) {
            return failed("Token nie może być użyty w kontekście " + context.value());
        }
        if (token.revoked()) {
            return failed("Token unieważniony");
        }
        if (token.status(now) != TaxpayerToken.Status.ACTIVE) {
            return failed("Token nieaktywny");
        }
        ProcessingStatus status = rights.signIn(SignInProof.token(token), context);
        if (status.success()) {
            token.use(now);
        }
        return new TokenVerdict(status, token);
    }

    private static TokenVerdict failed(String detail) {
        return new TokenVerdict(SignInStatuses.tokenError(detail), null);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
