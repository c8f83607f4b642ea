package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.IssuedChallenges.Challenge;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.publickey.CertifiedKey;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the encrypted KSeF token that answers a challenge. */
final class EncryptedTokenJudge {

    /** How the sign-in ends, and the KSeF token if it is a known one. */
    record TokenVerdict(ProcessingStatus status, @Nullable TaxpayerToken token) {}

    private final IssuedChallenges challenges;
    private final TaxpayerTokens taxpayers;

    EncryptedTokenJudge(IssuedChallenges challenges, TaxpayerTokens taxpayers) {
        this.challenges = challenges;
        this.taxpayers = taxpayers;
    }

    TokenVerdict judge(Challenge challenge, LoginContext context, CertifiedKey key, byte[] encryptedToken) {
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
                .map(token -> in(context, token))
                .orElseGet(() -> failed("Nieprawidłowy token"));
    }

    private static TokenVerdict in(LoginContext context, TaxpayerToken token) {
        return token.context().equals(context)
                ? new TokenVerdict(SignInStatuses.SUCCESS, token)
                : failed("Token nie może być użyty w kontekście " + context.value());
    }

    private static TokenVerdict failed(String detail) {
        return new TokenVerdict(
                ProcessingStatus.of(450, "Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu", detail),
                null);
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
