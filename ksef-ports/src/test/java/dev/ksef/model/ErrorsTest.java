package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {

    private static final KsefApiException.Answer ANSWER =
            new KsefApiException.Answer("GET /x", 403, List.of(new KsefError(21405, "d", List.of("e"))), null, "trace");

    static Stream<KsefException> errors() {
        return Stream.of(
                new KsefApiException(ANSWER),
                new KsefForbiddenException(ANSWER, "missing-permissions", List.of("InvoiceWrite"), List.of()),
                new KsefRateLimitedException(ANSWER, Duration.ofSeconds(30), Instant.EPOCH),
                new KsefProcessingException(
                        "Invoice", new StatusInfo(440, "d", List.of(), Map.of("a", "b")), new ReferenceNumber("EE-1")),
                new KsefDeadlineException("late", new ReferenceNumber("EE-1")));
    }

    /** Job queues and test runners carry exceptions from one process to another. */
    @ParameterizedTest
    @MethodSource("errors")
    void error_carriedElsewhere_keepsWhatItTells(KsefException error) throws Exception {
        KsefException carried = carried(error);
        assertThat(carried).hasMessage(error.getMessage());
        if (error instanceof KsefApiException api) {
            assertThat(((KsefApiException) carried).errors()).isEqualTo(api.errors());
        }
        if (error instanceof KsefProcessingException failed) {
            assertThat(((KsefProcessingException) carried).status()).isEqualTo(failed.status());
        }
    }

    private static KsefException carried(KsefException error) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (KsefException) in.readObject();
        }
    }
}
