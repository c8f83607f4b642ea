package dev.ksef.architecture.contract;

import dev.ksef.architecture.contract.DeclaredOperation.Sent;
import dev.ksef.architecture.contract.Difference.Kind;
import dev.ksef.model.HashedDocument;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares our declarations with the official file, both ways. */
final class Comparison {

    /** What the transport sends with every request; TransportRequestContract shows that it does. */
    private static final Set<String> SENT_ALWAYS = Set.of("X-Error-Format");

    /** What the transport reads from every good answer. */
    private static final Set<String> READ_ALWAYS = Set.of("X-System-Warning");

    private static final String HASH_OF_A_DOCUMENT = "x-ms-meta-hash";
    private static final Pattern HEADER_IN_PROSE = Pattern.compile("\\b[xX](?:-[A-Za-z]+){2,}");
    private static final Pattern TOKEN_IN_PROSE = Pattern.compile("`(\\w+)Token`");
    private static final String WAY_TO_SIGN_IN = "Sposób uwierzytelnienia:";

    private final OfficialFile file;
    private final List<DeclaredOperation> ours;
    private final SortedSet<Difference> differences = new TreeSet<>();
    private final ModelComparison model;

    private Comparison(OfficialFile file, List<DeclaredOperation> ours) {
        this.file = file;
        this.ours = ours;
        this.model = new ModelComparison(differences::add);
    }

    /** Returns all differences. */
    static SortedSet<Difference> of(OfficialFile file, List<DeclaredOperation> ours) {
        var comparison = new Comparison(file, ours);
        comparison.compare();
        return comparison.differences;
    }

    private void compare() {
        SortedMap<String, JsonNode> official = file.operations();
        Map<String, DeclaredOperation> declared =
                ours.stream().collect(Collectors.toMap(DeclaredOperation::name, Function.identity()));
        names(
                Kind.OPERATION,
                declared.keySet(),
                official.keySet(),
                name -> name,
                name -> declared.containsKey(name) ? declared.get(name).api() : homeOf(name));
        declared.forEach((name, operation) -> {
            if (official.containsKey(name)) {
                compare(operation, official.get(name));
            }
        });
    }

    private void compare(DeclaredOperation ours, JsonNode official) {
        differ(Kind.SUCCESS, ours, String.valueOf(ours.declaration().success()), success(official));
        differ(Kind.BEARER, ours, ours.declaration().bearer().name(), bearer(official));
        differ(Kind.GROUP, ours, ours.declaration().limit().name(), group(official));
        compareParameters(Kind.PATH_PARAMETER, ours, ours.pathParameters(), parameters(official, "path"));
        compareParameters(Kind.QUERY_PARAMETER, ours, ours.queryParameters(), parameters(official, "query"));
        compareHeaders(ours, official);
        compareBodies(ours, official);
    }

    private void compareParameters(
            Kind kind, DeclaredOperation operation, Map<String, Sent> ours, Map<String, JsonNode> official) {
        names(
                kind,
                ours.keySet(),
                official.keySet(),
                name -> name + " of " + operation.name(),
                name -> operation.api());
        official.forEach((name, parameter) -> {
            Sent sent = ours.get(name);
            if (sent == null) {
                return;
            }
            String what = name + " of " + operation.name();
            if (parameter.path("required").asBoolean(false) && sent.mayBeAbsent()) {
                differences.add(new Difference(Kind.REQUIRED, what, operation.api(), "optional", "required"));
            }
            model.compare(sent.type(), Schema.of(file, what, parameter.path("schema")), true, operation.api());
        });
    }

    /** Some headers stand among the parameters, some in an extension of the file, and some in the text. */
    private void compareHeaders(DeclaredOperation ours, JsonNode official) {
        SortedSet<String> sent = headers(ours.headers().keySet(), SENT_ALWAYS);
        SortedSet<String> documented = headers(
                parameters(official, "header").keySet(),
                official.path("x-request-headers")
                        .valueStream()
                        .map(header -> header.path("name").asString())
                        .toList(),
                HEADER_IN_PROSE
                        .matcher(official.path("description").asString(""))
                        .results()
                        .map(MatchResult::group)
                        .toList());
        names(Kind.HEADER, sent, documented, name -> name + " of " + ours.name(), name -> ours.api());
        SortedSet<String> read = headers(
                READ_ALWAYS,
                ours.method().getReturnType() == HashedDocument.class ? Set.of(HASH_OF_A_DOCUMENT) : Set.of());
        names(
                Kind.ANSWER_HEADER,
                read,
                headers(answer(official).path("headers").propertyNames()),
                name -> name + " of " + ours.name(),
                name -> ours.api());
    }

    private void compareBodies(DeclaredOperation ours, JsonNode official) {
        JsonNode request = official.path("requestBody").path("content");
        JsonNode answer = answer(official).path("content");
        differ(Kind.REQUEST_CONTENT, ours, ours.requestContent(), content(request));
        differ(Kind.ANSWER_CONTENT, ours, ours.answerContent(), content(answer));
        if (isJson(ours.requestContent(), request)) {
            model.compare(
                    ours.body().orElseThrow().getParameterizedType(),
                    Schema.of(file, "request of " + ours.name(), json(request)),
                    true,
                    ours.api());
        }
        if (isJson(ours.answerContent(), answer)) {
            model.compare(
                    ours.method().getGenericReturnType(),
                    Schema.of(file, "answer of " + ours.name(), json(answer)),
                    false,
                    ours.api());
        }
    }

    private static boolean isJson(String ours, JsonNode official) {
        return ours.equals("application/json") && official.has("application/json");
    }

    private static JsonNode json(JsonNode content) {
        return content.path("application/json").path("schema");
    }

    private static String content(JsonNode content) {
        return content.isEmpty() ? Difference.NOTHING : String.join(", ", content.propertyNames());
    }

    private static SortedMap<String, JsonNode> parameters(JsonNode operation, String in) {
        SortedMap<String, JsonNode> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals(in)) {
                parameters.put(parameter.path("name").asString(), parameter);
            }
        }
        return parameters;
    }

    /** The good answer: the one whose status begins with 2. */
    private static JsonNode answer(JsonNode operation) {
        return operation.path("responses").path(success(operation));
    }

    private static String success(JsonNode operation) {
        return operation.path("responses").propertyNames().stream()
                .filter(status -> status.startsWith("2"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Which token it is stands in the text, where it is not the access token. */
    private static String bearer(JsonNode operation) {
        if (operation.path("security").isEmpty()) {
            return BearerKind.NONE.name();
        }
        String text = operation.path("description").asString("");
        String line = text.substring(Math.max(0, text.indexOf(WAY_TO_SIGN_IN)))
                .lines()
                .findFirst()
                .orElse("");
        String kinds = line.startsWith(WAY_TO_SIGN_IN)
                ? TOKEN_IN_PROSE
                        .matcher(line)
                        .results()
                        .map(token -> token.group(1).toUpperCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining("_OR_"))
                : "";
        return kinds.isEmpty() ? BearerKind.ACCESS.name() : kinds;
    }

    /** The group stands in the last column of the table that describes 429. */
    private static String group(JsonNode operation) {
        String table =
                operation.path("responses").path("429").path("description").asString("");
        String name = Stream.of(table.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .reduce("", (first, second) -> second);
        if (name.isEmpty()) {
            return Difference.NOTHING;
        }
        return name.equals("-") ? "PUBLIC" : name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** The API with the operation whose path begins most like this one. */
    private String homeOf(String name) {
        return ours.stream()
                .filter(declared -> sharedParts(declared.name(), name) > 0)
                .max(Comparator.<DeclaredOperation>comparingInt(declared -> sharedParts(declared.name(), name))
                        .thenComparing(DeclaredOperation::api))
                .map(DeclaredOperation::api)
                .orElse("a new interface of dev.ksef.port.api");
    }

    private static int sharedParts(String one, String other) {
        String[] first = one.split("/");
        String[] second = other.split("/");
        int shared = 1;
        while (shared < first.length && shared < second.length && first[shared].equals(second[shared])) {
            shared++;
        }
        return shared - 1;
    }

    @SafeVarargs
    private static SortedSet<String> headers(Collection<String>... names) {
        SortedSet<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(names).forEach(headers::addAll);
        return headers;
    }

    private void differ(Kind kind, DeclaredOperation operation, String ours, String official) {
        if (!ours.equals(official)) {
            differences.add(new Difference(kind, operation.name(), operation.api(), ours, official));
        }
    }

    private void names(
            Kind kind,
            Collection<String> ours,
            Collection<String> official,
            Function<String, String> what,
            Function<String, String> place) {
        official.stream()
                .filter(name -> !ours.contains(name))
                .forEach(name -> differences.add(Difference.missing(kind, what.apply(name), place.apply(name))));
        ours.stream()
                .filter(name -> !official.contains(name))
                .forEach(name -> differences.add(Difference.gone(kind, what.apply(name), place.apply(name))));
    }
}
