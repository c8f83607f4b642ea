package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefToken;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our declarations against the official OpenAPI file, both ways. */
class OfficialCatalogueTest {

    /** Every interface of the package, so that a new one is held against the file at once. */
    private static final List<Class<?>> APIS = CodeBase.PRODUCTION.stream()
            .filter(type -> type.getPackageName().equals("dev.ksef.port.api") && type.isInterface())
            .<Class<?>>map(JavaClass::reflect)
            .toList();

    /** What is still to be declared. An official operation that is neither here nor declared fails the test. */
    private static final List<String> YET_TO_COME = List.of(

    /** Headers that the change log documents and the official file leaves out. */
    private static final Set<String> DOCUMENTED_ELSEWHERE = Set.of("X-KSeF-Feature");

    /** Names of fields that no component of a record can have, and what the component is called. */
    private static final Map<String, String> CALLED_OTHERWISE = Map.of("package", "exportedPackage");

    private static Optional<JsonNode> official = Optional.empty();

    @BeforeAll
    static void read() throws Exception {
        Path file = Path.of("").toAbsolutePath().resolve("../../shared/spec/openapi-2.8.json");
        if (Files.isRegularFile(file)) {
            official = Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        }
    }

    static Stream<Method> declared() {
        return APIS.stream().flatMap(api -> Arrays.stream(api.getMethods()));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void declaration_isAsTheOfficialFileHasIt(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        JsonNode official = operation(operation.value());
        assertThat(official.isMissingNode()).as(operation.value() + " exists").isFalse();
        assertThat(official.path("responses").has(String.valueOf(operation.success())))
                .as("success status of " + operation.value())
                .isTrue();
        assertThat(official.path("security").isEmpty()
                        || official.path("security").isMissingNode())
                .as("whether " + operation.value() + " is public")
                .isEqualTo(operation.bearer() == BearerKind.NONE);
        assertThat(group(official))
                .as("quota of " + operation.value())
                .isEqualTo(operation.limit().name());
        assertThat(names(method, PathParameter.class)).isEqualTo(names(official, "path"));
        assertThat(names(method, QueryParameter.class)).isEqualTo(names(official, "query"));
        Set<String> headers = names(method, HeaderParameter.class);
        headers.removeAll(DOCUMENTED_ELSEWHERE);
        assertThat(headers).isEqualTo(names(official, "header"));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void answer_hasAComponentForEveryDocumentedField(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        if (method.getReturnType() == void.class || method.getReturnType() == HashedDocument.class) {
            return;
        }
        JsonNode schema = operation(operation.value())
                .path("responses")
                .path(String.valueOf(operation.success()))
                .path("content")
                .path("application/json")
                .path("schema");
        List<String> missing = new ArrayList<>();
        compare(schema, method.getGenericReturnType(), operation.value(), missing);
        assertThat(missing)
                .as("documented fields that would be told as unknown")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void request_hasTheRequiredFieldsAndNoOthersThanDocumented(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getAnnotations().length > 0) {
                continue;
            }
            JsonNode content = operation(operation.value()).path("requestBody").path("content");
            if (parameter.getType() == SignedAuthRequest.class) {
                assertThat(content.propertyNames()).as(operation.value()).containsExactly("application/xml");
                continue;
            }
            JsonNode schema = resolved(content.path("application/json").path("schema"));
            Set<String> ours = components(parameter.getType());
            assertThat(schema.path("properties").propertyNames()).containsAll(ours);
            schema.path("required")
                    .forEach(name -> assertThat(ours).as(operation.value()).contains(name.asString()));
        }
    }

    @Test
    void officialOperations_areDeclaredOrKnownToBeMissing() {
        assumeTrue(official.isPresent(), "SKIPPED: the official OpenAPI file is not here");
        Set<String> declared = new TreeSet<>();
        declared()
                .forEach(method ->
                        declared.add(method.getAnnotation(Operation.class).value()));
        Set<String> undeclared = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path :
                official.orElseThrow().path("paths").properties()) {
            for (String verb : path.getValue().propertyNames()) {
                String name = verb.toUpperCase(Locale.ROOT) + " " + path.getKey();
                boolean yet = YET_TO_COME.stream()
                        .anyMatch(known -> name.equals(known) || path.getKey().startsWith(known));
                if (!declared.contains(name) && !yet) {
                    undeclared.add(name);
                }
            }
        }
        assertThat(undeclared).isEmpty();
        assertThat(declared).isNotEmpty().hasSize((int) declared().count());
    }

    private static JsonNode operation(String name) {
        assumeTrue(official.isPresent(), "SKIPPED: the official OpenAPI file is not here");
        String[] parts = name.split(" ", 2);
        return official.orElseThrow().path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** The group stands in the last column of the table that describes 429. */
    private static String group(JsonNode operation) {
        String[] cells = operation
                .path("responses")
                .path("429")
                .path("description")
                .asString("")
                .split("\\|");
        String name =
                cells[cells.length - 1].isBlank() ? cells[cells.length - 2].strip() : cells[cells.length - 1].strip();
        return name.equals("-") ? "PUBLIC" : name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static Set<String> names(Method method, Class<? extends Annotation> kind) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (kind == QueryParameter.class && parameter.isAnnotationPresent(QueryParameters.class)) {
                names.addAll(components(parameter.getType()));
            }
            if (parameter.isAnnotationPresent(kind)) {
                names.add(name(parameter));
            }
        }
        return names;
    }

    private static String name(Parameter parameter) {
        if (parameter.isAnnotationPresent(PathParameter.class)) {
            return parameter.getAnnotation(PathParameter.class).value();
        }
        return parameter.isAnnotationPresent(QueryParameter.class)
                ? parameter.getAnnotation(QueryParameter.class).value()
                : parameter.getAnnotation(HeaderParameter.class).value();
    }

    private static Set<String> names(JsonNode operation, String in) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals(in)) {
                names.add(parameter.path("name").asString());
            }
        }
        return names;
    }

    private static void compare(JsonNode schema, Type type, String place, List<String> missing) {
        JsonNode resolved = resolved(schema);
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            compare(resolved.path("items"), list.getActualTypeArguments()[0], place + "[]", missing);
        } else if (type instanceof Class<?> record && record.isRecord() && !TextValue.class.isAssignableFrom(record)) {
            Map<String, Type> components = types(record);
            for (Map.Entry<String, JsonNode> property :
                    resolved.path("properties").properties()) {
                Type component = components.get(CALLED_OTHERWISE.getOrDefault(property.getKey(), property.getKey()));
                if (component == null) {
                    missing.add(place + "." + property.getKey());
                } else {
                    compare(property.getValue(), component, place + "." + property.getKey(), missing);
                }
            }
        } else {
            assertThat(isLeaf(type)).as(place + " is " + type).isTrue();
        }
    }

    private static boolean isLeaf(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == OpenEnum.class || generic.getRawType() == Map.class;
        }
        Class<?> raw = (Class<?>) type;
        return Stream.of(
                        String.class,
                        Number.class,
                        Boolean.class,
                        OffsetDateTime.class,
                        LocalDate.class,
                        TextValue.class,
                        BearerToken.class,
                        KsefToken.class,
                        SignedLink.class,
                        ContextIdentifier.class)
                .anyMatch(known -> known.isAssignableFrom(raw));
    }

    private static JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString();
            return resolved(official.orElseThrow()
                    .path("components")
                    .path("schemas")
                    .path(name.substring(name.lastIndexOf('/') + 1)));
        }
        return schema.has("allOf") ? resolved(schema.path("allOf").get(0)) : schema;
    }

    private static Map<String, Type> types(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType));
    }

    private static Set<String> components(Class<?> record) {
        return new TreeSet<>(types(record).keySet());
    }
}
