package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecificationAtHandTest {

    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    @Test
    void observer_answerThatDoesNotConform_isFound() {
        assumeTrue(
                SpecificationObserver.active(),
                "SKIPPED: no folder shared/ beside the project, so no exchange is held against the OpenAPI file");
        SpecificationObserver observer = new SpecificationObserver();

        observer.observe(new Exchange(
                "POST",
                URI.create("/v2/auth/challenge"),
                Map.of(),
                new byte[0],
                200,
                JSON,
                "{\"challenge\":\"too short\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(observer::assertNoViolations))
                .as("a wrong answer must not go unnoticed in all the other tests")
                .hasMessageContaining("challenge")
                .hasMessageContaining("clientIp");
    }
}
