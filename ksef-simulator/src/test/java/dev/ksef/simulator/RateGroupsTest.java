package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.WindowLimits;
import dev.ksef.simulator.routing.RequestRouter.Route;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the groups of all operations against what the official file says of each. */
class RateGroupsTest {

    private static final String BASE = "/v2";

    @Test
    void operations_areCountedAsTheOfficialFileSays() throws IOException {
        Optional<Path> file = SharedFolder.openApiFile();
        assumeTrue(file.isPresent(), "SKIPPED: no folder shared/ beside the project, so no group is held against it");
        JsonNode paths =
                RawClient.JSON.readTree(Files.readAllBytes(file.orElseThrow())).path("paths");

        List<Route> operations = ofTheApi(true);

        assertThat(operations).as("operations of the API").hasSizeGreaterThan(30);
        for (Route route : operations) {
            JsonNode operation = paths.path(route.template().substring(BASE.length()))
                    .path(route.method().toLowerCase(Locale.ROOT));
            assertThat(described(operation.path("x-rate-limits")))
                    .as("limits of " + route.method() + " " + route.template())
                    .isEqualTo(route.group().production());
            assertThat(group(operation))
                    .as("group of " + route.method() + " " + route.template())
                    .isEqualTo(
                            route.group() == RateGroup.ANONYMOUS
                                    ? "-"
                                    : route.group().text());
        }
    }

    @Test
    void whatIsBesideTheApi_isNotCounted() {
        List<Route> beside = ofTheApi(false);

        assertThat(beside).as("signed links, uploads and pages of codes").hasSize(6);
        assertThat(beside).extracting(Route::group).as("not counted").containsOnlyNulls();
    }

    private static List<Route> ofTheApi(boolean wanted) {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            return simulator.routes().stream()
                    .filter(route -> route.template().startsWith(BASE + "/") == wanted)
                    .toList();
        }
    }

    private static WindowLimits described(JsonNode limits) {
        return new WindowLimits(
                limits.path("perSecond").asInt(-1),
                limits.path("perMinute").asInt(-1),
                limits.path("perHour").asInt(-1));
    }

    /** The last column of the table in the description of the refusal. */
    private static String group(JsonNode operation) {
        String description = operation
                .path("responses")
                .path("429")
                .path("description")
                .asString("")
                .strip();
        return description.substring(description.lastIndexOf('|') + 1).strip();
    }
}
