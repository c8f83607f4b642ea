package dev.ksef.openapi;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compares HTTP exchanges with an OpenAPI file. Thread-safe, and expensive to load: one for all tests. */
public final class OpenApiCheck {

    /** Statuses that the official file has nowhere: the web server in front of KSeF gives them. */
    static final Set<Integer> UNDOCUMENTED = Set.of(404, 405, 406, 413, 415, 500);

    /** Properties that API 2.8 requires and a later one may leave out: announced for 16 November 2026. */
    private static final Set<String> ANNOUNCED_TO_END = Set.of("authenticationMethod");

    /** The one method that web servers add to every GET by themselves. */
    static final String ADDED_METHOD = "HEAD";

    private final OpenApiInteractionValidator validator;

    private OpenApiCheck(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it cannot be read or is not an OpenAPI document
     */
    public static OpenApiCheck load(Path openApiFile) {
        LevelResolver levels = LevelResolver.create()
                // The file marks no schema as closed, and KSeF adds properties without notice.
                .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                .withLevel("validation.response.body.schema.additionalProperties", ValidationReport.Level.IGNORE)
                // The file wraps enums of query parameters in allOf, which the validator takes for objects in JSON.
                .withLevel("validation.request.parameter.schema.invalidJson", ValidationReport.Level.IGNORE)
                .build();
        try {
            return new OpenApiCheck(OpenApiInteractionValidator.createForInlineApiSpecification(plain(openApiFile))
                    .withBasePathOverride("/")
                    .withLevelResolver(levels)
                    .build());
        } catch (OpenApiInteractionValidator.ApiLoadException broken) {
            throw new IllegalArgumentException("Not an OpenAPI document: " + openApiFile, broken);
        }
    }

    /**
     * The file without what was announced to end, and with one habit of it undone: parameters are typed as {@code allOf} of a single reference, which says the
     * same as the reference, but makes the validator read the parameter as a JSON document.
     */
    private static String plain(Path openApiFile) {
        try {
            ObjectMapper json = new ObjectMapper();
            JsonNode root = json.readTree(openApiFile.toFile());
            root.path("paths")
                    .forEach(path -> path.forEach(
                            operation -> operation.path("parameters").forEach(OpenApiCheck::unwrapSchema)));
            root.path("components").path("schemas").forEach(OpenApiCheck::withoutAnnouncedEnds);
            return json.writeValueAsString(root);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("Cannot read " + openApiFile, unreadable);
        }
    }

    /** API 2.9 is known by its change log only. What it may leave out is not required here; nobody should need it. */
    private static void withoutAnnouncedEnds(JsonNode schema) {
        if (schema.path("required") instanceof ArrayNode required) {
            for (int i = required.size() - 1; i >= 0; i--) {
                if (ANNOUNCED_TO_END.contains(required.get(i).asText())) {
                    required.remove(i);
                }
            }
        }
    }

    private static void unwrapSchema(JsonNode parameter) {
        JsonNode references = parameter.path("schema").path("allOf");
        if (references.size() == 1) {
            ((ObjectNode) parameter).set("schema", references.get(0));
        }
    }

    /**
     * Whether the official file says anything of exchanges with this method and status. All others are held against it;
     * so are none beside the API's base, such as signed links, of which it says nothing either.
     */
    public static boolean covers(String method, int status) {
        return !method.equals(ADDED_METHOD) && !UNDOCUMENTED.contains(status);
    }

    /**
     * Compares one exchange with the file.
     *
     * @param method the HTTP method
     * @param path the path and the query, relative to the base of the API, with a slash at the start
     * @param requestBody the bytes sent, empty without a body
     * @param responseBody the bytes received, empty without a body
     * @return one readable line for each violation, beginning with REQUEST or RESPONSE; none if all is well
     */
    public List<String> violations(
            String method,
            String path,
            Map<String, List<String>> requestHeaders,
            byte[] requestBody,
            int status,
            Map<String, List<String>> responseHeaders,
            byte[] responseBody) {
        SimpleRequest request = request(method, path, requestHeaders, requestBody);
        List<String> found = new ArrayList<>();
        collect("REQUEST", validator.validateRequest(request), found);
        collect(
                "RESPONSE",
                validator.validateResponse(
                        request.getPath(), request.getMethod(), response(status, responseHeaders, responseBody)),
                found);
        return List.copyOf(found);
    }

    private static SimpleRequest request(String method, String path, Map<String, List<String>> headers, byte[] body) {
        String[] parts = path.split("\\?", 2);
        var request = new SimpleRequest.Builder(Request.Method.valueOf(method.toUpperCase(Locale.ROOT)), parts[0]);
        headers.forEach(request::withHeader);
        if (parts.length == 2) {
            query(parts[1]).forEach(request::withQueryParam);
        }
        if (body.length > 0) {
            request.withBody(body);
        }
        return request.build();
    }

    private static SimpleResponse response(int status, Map<String, List<String>> headers, byte[] body) {
        var response = SimpleResponse.Builder.status(status);
        headers.forEach(response::withHeader);
        if (body.length > 0) {
            response.withBody(body);
        }
        return response.build();
    }

    private static Map<String, List<String>> query(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void collect(String side, ValidationReport report, List<String> found) {
        report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> side + " " + readable(message))
                .forEach(found::add);
    }

    /** The outer message only says that a body is invalid; the nested ones say why. */
    private static String readable(ValidationReport.Message message) {
        Stream<String> nested = message.getNestedMessages().stream().map(OpenApiCheck::readable);
        return Stream.concat(Stream.of(message.getMessage()), nested)
                .reduce((outer, inner) -> outer + " / " + inner)
                .orElse("");
    }
}
