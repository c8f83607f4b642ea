package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of two tokens stays in a store. The numbers are minutes. */
class HeldTokensTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-02T09:00:00Z");
    private static final String ONE = "one";
    private static final String OTHER = "other";

    static Stream<Arguments> newerOnes() {
        return Stream.of(
                Arguments.of("refreshed since", tokens(15, 100, ONE), tokens(16, 100, ONE)),
                Arguments.of("a sign-in since", tokens(15, 100, ONE), tokens(10, 101, OTHER)),
                Arguments.of("an unknown sign-in since", tokens(15, 100, null), tokens(10, 101, null)),
                Arguments.of("refreshed, of an unknown sign-in", tokens(15, 100, null), tokens(16, 100, null)),
                Arguments.of("refreshed, here refused", tokens(null, 100, ONE), tokens(16, 100, ONE)),
                Arguments.of("nothing to refresh with, here", tokens(15, null, ONE), tokens(10, 100, OTHER)),
                Arguments.of("nothing to refresh with, there neither", tokens(15, null, null), tokens(16, null, null)));
    }

    static Stream<Arguments> othersThatAreNotNewer() {
        return Stream.of(
                Arguments.of("the same", tokens(15, 100, ONE), tokens(15, 100, ONE)),
                Arguments.of("before the refresh", tokens(16, 100, ONE), tokens(15, 100, ONE)),
                Arguments.of("the sign-in before", tokens(15, 101, ONE), tokens(16, 100, OTHER)),
                Arguments.of("a sign-in of the same moment", tokens(15, 100, ONE), tokens(16, 100, OTHER)),
                Arguments.of("without access", tokens(15, 100, ONE), tokens(null, 100, ONE)),
                Arguments.of("with the refused refresh token", tokens(15, null, ONE), tokens(15, 100, ONE)),
                Arguments.of("access alone", tokens(15, 100, ONE), tokens(16, null, OTHER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("newerOnes")
    void tokensOfAStore_thatAreNewer_areKnown(String what, StoredTokens held, StoredTokens stored) {
        assertThat(held(held).isOlderThan(stored)).as(what).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("othersThatAreNotNewer")
    void tokensOfAStore_thatAreNotNewer_areKnown(String what, StoredTokens held, StoredTokens stored) {
        assertThat(held(held).isOlderThan(stored)).as(what).isFalse();
    }

    @Test
    void tokenThatKsefRefused_isNotNewer() {
        StoredTokens refused = tokens(16, 100, ONE);
        assertThat(held(tokens(15, 100, ONE)).without(refused.accessToken()).isOlderThan(refused))
                .isFalse();
    }

    private static HeldTokens held(StoredTokens tokens) {
        return HeldTokens.of(tokens, 1, TokenMargins.USUAL, NOW.toInstant().toEpochMilli());
    }

    private static StoredTokens tokens(@Nullable Integer access, @Nullable Integer refresh, @Nullable String signIn) {
        return new StoredTokens(
                access == null ? null : new AccessToken("access-" + access, NOW.plusMinutes(access)),
                refresh == null ? null : new RefreshToken("refresh-" + signIn + refresh, NOW.plusMinutes(refresh)),
                signIn == null ? null : new ReferenceNumber(signIn));
    }
}
