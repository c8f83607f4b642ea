package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.OfficialOperations.Operation;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.ratelimit.RateGroup;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What KSeF has and the simulator has not yet. */
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
                .extracting(operation -> operation.name() + (operation.isPublic() ? " public" : "") + operation.demanded())
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

    @ParameterizedTest
    @CsvSource({
        "POST,/collective-identifiers,POST /collective-identifiers",
        "DELETE,/tokens/1,DELETE /tokens/{referenceNumber}",
        "GET,/tokens,GET /tokens",
        "GET,/tokens/1,GET /tokens/{referenceNumber}"
    })
    void operation_thatIsNotSimulated_namesItselfToWhoeverSignedIn(String method, String path, String named) {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        Answer with = client().send(method, path, taxpayer.access(), null, Map.of());

        assertThat(client().send(method, path, "", null, Map.of()).status()).isEqualTo(401);
        assertThat(client().send(method, path, "invalidToken", null, Map.of())
                        .json()
                        .path("detail")
                        .stringValue())
                .isEqualTo("Wymagane jest uwierzytelnienie.");
        assertThat(client().send(method, path, taxpayer.refresh(), null, Map.of())
                        .status())
                .as("with a token of another kind")
                .isEqualTo(401);
        assertThat(with.status()).isEqualTo(501);
        assertThat(with.json().path("detail").stringValue()).contains(named + ",", "not simulated");
    }

    @ParameterizedTest
    @CsvSource({"/testdata/context/unblock", "/testdata/context/block"})
    void operation_thatIsPublicAndNotSimulated_namesItselfToAnybody(String path) {
        Answer answer = client().send("POST", path, "", null, Map.of());

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().path("detail").stringValue()).contains("POST " + path);
    }

    @Test
    void operation_thatIsNotSimulated_isCountedAllTheSame() {
        assertThat(simulator().routes())
                .filteredOn(route ->
                        route.template().equals("/v2/tokens") && route.method().equals("POST"))
                .singleElement()
                .extracting(route -> route.group())
                .isEqualTo(RateGroup.OTHER);
    }
}
