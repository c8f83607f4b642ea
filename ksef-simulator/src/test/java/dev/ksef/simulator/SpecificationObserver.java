package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.openapi.OpenApiCheck;
import dev.ksef.openapi.SharedFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds every exchange against the official OpenAPI file, where that is at hand. An answer must always conform. A
 * request must conform if it was granted: one that was refused was wrong on purpose.
 */
public final class SpecificationObserver implements ExchangeObserver {

    private static final String BASE = "/v2";

    private static final Optional<OpenApiCheck> SPECIFICATION =
            SharedFolder.openApiFile().map(OpenApiCheck::load);

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    public static boolean active() {
        return SPECIFICATION.isPresent();
    }

    @Override
    public void observe(Exchange exchange) {
        String uri = exchange.uri().toString();
        if (uri.startsWith(BASE + "/") && OpenApiCheck.covers(exchange.method(), exchange.status())) {
            SPECIFICATION.ifPresent(check -> violations.addAll(violations(check, exchange)));
        }
    }

    private static List<String> violations(OpenApiCheck check, Exchange exchange) {
        List<String> found = new ArrayList<>(check.violations(
                exchange.method(),
                exchange.uri().toString().substring(BASE.length()),
                exchange.requestHeaders(),
                exchange.requestBody(),
                exchange.status(),
                exchange.responseHeaders(),
                exchange.responseBody()));
        if (exchange.status() >= 400) {
            found.removeIf(violation -> violation.startsWith("REQUEST"));
        }
        return found.stream().map(violation -> exchange + ": " + violation).toList();
    }

    /** Fails if an exchange since the last call was wrong. */
    public void assertNoViolations() {
        List<String> found = new ArrayList<>();
        for (String next = violations.poll(); next != null; next = violations.poll()) {
            found.add(next);
        }
        assertThat(found)
                .as("every exchange conforms to the official OpenAPI file")
                .isEmpty();
    }
}
