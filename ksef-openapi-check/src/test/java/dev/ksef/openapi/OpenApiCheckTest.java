package dev.ksef.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiCheckTest {

    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));
    private static final String OPENAPI = """
            {"openapi":"3.0.4","info":{"title":"t","version":"1"},"servers":[{"url":"https://host.example/v2"}],
             "paths":{"/things/{id}":{"post":{
               "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},
                             {"name":"size","in":"query","schema":{"type":"integer","minimum":10}},
                             {"name":"kind","in":"query","schema":{"allOf":[{"$ref":"#/components/schemas/Kind"}]}}],
               "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
               "responses":{"200":{"description":"ok","content":{"application/json":{
                 "schema":{"$ref":"#/components/schemas/Thing"}}}}}}}},
             "components":{"schemas":{"Kind":{"type":"string","enum":["Good"]},"Thing":{"type":"object","required":["name"],"properties":{
               "name":{"type":"string"},"count":{"type":"integer"},
               "note":{"type":"string","nullable":true},"data":{"type":"string","format":"byte"}}}}}}
            """;

    @TempDir
    Path folder;

    private OpenApiCheck check;

    @BeforeEach
    void load() throws IOException {
        check = OpenApiCheck.load(Files.writeString(folder.resolve("openapi.json"), OPENAPI));
    }

    @Test
    void violations_exchangeThatConforms_areNone() {
        assertThat(violations("/things/1?size=10", "{\"name\":\"a\"}", 200, "{\"name\":\"b\",\"note\":null}"))
                .as("all that was sent and received is in the file")
                .isEmpty();
    }

    @Test
    void violations_unknownProperty_areNone() {
        assertThat(violations("/things/1", "{\"name\":\"a\"}", 200, "{\"name\":\"b\",\"new\":1}"))
                .as("KSeF adds properties without notice")
                .isEmpty();
    }

    @Test
    void violations_statusNotInTheFile_areNamed() {
        assertThat(violations("/things/1", "{\"name\":\"a\"}", 201, "{\"name\":\"b\"}"))
                .as("the operation answers 200 alone")
                .singleElement()
                .asString()
                .startsWith("RESPONSE")
                .contains("201");
    }

    @Test
    void violations_missingRequiredProperty_areNamed() {
        assertThat(violations("/things/1", "{\"name\":\"a\"}", 200, "{\"count\":1}"))
                .as("the message says which property")
                .singleElement()
                .asString()
                .startsWith("RESPONSE")
                .contains("name");
    }

    @Test
    void violations_wrongType_areNamed() {
        assertThat(violations("/things/1", "{\"name\":\"a\"}", 200, "{\"name\":\"b\",\"count\":\"many\"}"))
                .as("the message says what was found")
                .singleElement()
                .asString()
                .startsWith("RESPONSE")
                .contains("count");
    }

    @Test
    void violations_requestOutOfBounds_areNamedAsOfTheRequest() {
        assertThat(violations("/things/1?size=9", "{}", 200, "{\"name\":\"b\"}"))
                .as("the query and the body are both wrong, the response is right")
                .hasSize(2)
                .allMatch(violation -> violation.startsWith("REQUEST"));
    }

    @Test
    void violations_parameterTypedByReferenceInAllOf_areFoundByItsValueAlone() {
        assertThat(violations("/things/1?kind=Good", "{\"name\":\"a\"}", 200, "{\"name\":\"b\"}"))
                .as("a value of the enumeration")
                .isEmpty();
        assertThat(violations("/things/1?kind=Bad", "{\"name\":\"a\"}", 200, "{\"name\":\"b\"}"))
                .as("no value of it")
                .hasSize(1);
    }

    @Test
    void violations_operationNotInTheFile_areNamed() {
        assertThat(violations("/unknown", "", 200, "{}"))
                .as("a call beside the API is a violation too")
                .isNotEmpty();
    }

    @Test
    void covers_isFalseOfWhatTheOfficialFileHasNowhere_andOfNothingElse() throws IOException {
        for (int status : List.of(200, 201, 202, 204, 400, 401, 403, 410, 429, 502, 503)) {
            assertThat(OpenApiCheck.covers("GET", status)).as("GET " + status).isTrue();
        }
        for (int status : List.of(404, 405, 413, 415, 500)) {
            assertThat(OpenApiCheck.covers("GET", status)).as("GET " + status).isFalse();
        }
        assertThat(OpenApiCheck.covers("HEAD", 200)).isFalse();
        assumeTrue(SharedFolder.openApiFile().isPresent(), "SKIPPED: the official OpenAPI file is not here");
        JsonNode official = new ObjectMapper()
                .readTree(SharedFolder.openApiFile().orElseThrow().toFile());
        Set<String> methods = new TreeSet<>();
        Set<Integer> statuses = new TreeSet<>();
        official.path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    methods.add(operation.getKey());
                    operation
                            .getValue()
                            .path("responses")
                            .fieldNames()
                            .forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
                }));
        assertThat(statuses)
                .as("once the file has one of them, it must be held against it")
                .hasSizeGreaterThan(5)
                .doesNotContainAnyElementsOf(OpenApiCheck.UNDOCUMENTED);
        assertThat(methods).contains("get", "post").doesNotContain("head");
    }

    @Test
    void load_fileThatIsNoOpenApi_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"a\":1}");

        assertThatThrownBy(() -> OpenApiCheck.load(file))
                .as("a wrong path must not look like a specification without operations")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> violations(String path, String request, int status, String response) {
        return check.violations("POST", path, JSON, bytes(request), status, JSON, bytes(response));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
