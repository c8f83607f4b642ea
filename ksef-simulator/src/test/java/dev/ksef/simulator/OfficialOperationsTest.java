package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.OfficialOperations.Operation;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.right.Permission;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulator has every operation that KSeF has, and no other. */
class OfficialOperationsTest extends SimulatorTest {

    /** What the groups are is held against the file by {@link RateGroupsTest}, as far as the operations are routes. */
    @Test
    void list_isThatOfTheOfficialFile() throws IOException {
        Optional<Path> file = SharedFolder.openApiFile();
        assumeTrue(
                file.isPresent(),
                "SKIPPED: no folder shared/ beside the project, so the list of operations is held against nothing");
        List<String> official = new ArrayList<>();
        JsonNode paths =
                RawClient.JSON.readTree(Files.readAllBytes(file.orElseThrow())).path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                official.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                        + (operation.getValue().path("security").isEmpty() ? " public" : "")
                        + Permission.named(operation
                                .getValue()
                                .path("x-required-permissions")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList()));
            }
        }

        assertThat(OfficialOperations.all())
                .extracting(
                        operation -> operation.name() + (operation.isPublic() ? " public" : "") + operation.demanded())
                .containsExactlyInAnyOrderElementsOf(official);
    }

    @Test
    void everyOperation_isAnswered_andNoneIsUnknown() {
        for (Operation operation : OfficialOperations.all()) {
            String path = operation.path().replaceAll("\\{[^}]+}", "1");
            Answer without = client().send(operation.method(), path, "", null, Map.of());
            Answer with = client().send(
                            operation.method(), path, taxpayer().signedIn().access(), null, Map.of());

            if (!operation.isPublic()) {
                assertThat(without.status()).as(operation.name()).isEqualTo(401);
            }
            assertThat(with.status()).as(operation.name()).isNotIn(404, 405, 500);
        }
    }

    @Test
    void everyOperation_isSimulated_andCountedInItsGroup() {
        assertThat(simulator().routes())
                .filteredOn(route -> route.template().startsWith("/v2/"))
                .extracting(route -> route.name() + " " + route.group().text())
                .containsExactlyInAnyOrderElementsOf(OfficialOperations.all().stream()
                        .map(operation ->
                                operation.name() + " " + operation.group().text())
                        .toList());
    }
}
