package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefRateLimitedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorAdviceTest {

    private static final int CODE = 30001;

    private final ErrorAdvice advice = new ErrorAdvice(Map.of(CODE, "try another one"));

    @Test
    void refusal_withAKnownCode_isExplained() {
        assertThatThrownBy(() -> advice.explainingAction(() -> {
                    throw Faked.error(400, CODE);
                }))
                .isExactlyInstanceOf(KsefApiException.class)
                .hasMessageEndingWith("; try another one");
    }

    @Test
    void refusal_ofATypeOfItsOwn_passesAsItIs() {
        for (KsefApiException refused : List.of(
                new KsefForbiddenException(answer(403), null, List.of("InvoiceWrite"), List.of()),
                new KsefRateLimitedException(answer(429), Duration.ofSeconds(1), null))) {
            assertThatThrownBy(() -> advice.explainingAction(() -> {
                        throw refused;
                    }))
                    .isSameAs(refused);
        }
    }

    private static KsefApiException.Answer answer(int status) {
        return new KsefApiException.Answer(
                "GET /faked", status, List.of(new KsefError(CODE, "d", List.of())), null, null);
    }
}
