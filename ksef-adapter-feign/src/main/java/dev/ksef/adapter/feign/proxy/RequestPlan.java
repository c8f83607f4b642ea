package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.proxy.OperationParameter.Place;
import dev.ksef.adapter.feign.proxy.RequestBodyWriter.Content;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefFeature;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.operation.Operation;
import feign.MethodMetadata;
import feign.Request;
import feign.Request.HttpMethod;
import feign.RequestTemplate;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one operation, put together once as far as they do not depend on arguments. Feign would expand templates of
 * address, queries and headers for each call, which costs more than all other steps of a small one.
 */
final class RequestPlan {

    private static final String ANYTHING = "*/*";

    /** Errors come as JSON, whatever was asked for. */
    private static final String DOCUMENT = "application/xml, */*;q=0.1";

    private final MethodMetadata declared;
    private final Operation operation;
    private final HttpMethod verb;
    private final OperationAddress address;
    private final Map<String, Collection<String>> headers;
    private final List<OperationParameter> headerParameters;
    private final @Nullable OperationParameter body;

    /** @param declared a method that the contract accepted */
    RequestPlan(MethodMetadata declared) {
        this.declared = declared;
        operation = declared.method().getAnnotation(Operation.class);
        String[] methodAndPath = operation.value().split(" ", 2);
        verb = HttpMethod.valueOf(methodAndPath[0]);
        List<OperationParameter> parameters = OperationParameter.of(declared.method());
        address = new OperationAddress(methodAndPath[1], parameters);
        // Engines have defaults of their own, and KSeF answers 406 to a client that does not accept XML where it sends
        // XML.
        headers = Map.of(
                HttpHeaders.ACCEPT,
                List.of(type() == HashedDocument.class ? DOCUMENT : ANYTHING),
                HttpHeaders.ERROR_FORMAT,
                List.of(HttpHeaders.PROBLEM_DETAILS));
        headerParameters = in(Place.HEADER, parameters);
        body = in(Place.BODY, parameters).stream().findFirst().orElse(null);
    }

    private static List<OperationParameter> in(Place place, List<OperationParameter> parameters) {
        return parameters.stream().filter(any -> any.place() == place).toList();
    }

    /** The method that declares it. */
    Method method() {
        return declared.method();
    }

    /** The operation, as it is declared. */
    Operation operation() {
        return operation;
    }

    /** What its answer is read as. */
    Type type() {
        return declared.returnType();
    }

    /** Whether its requests have a body. */
    boolean hasBody() {
        return body != null;
    }

    /**
     * Returns the argument that is the body.
     *
     * @throws IllegalArgumentException if it is null
     */
    Object body(Object[] arguments) {
        Object given = body == null ? null : arguments[body.index()];
        if (given == null) {
            throw new IllegalArgumentException("The body of " + operation.value() + " is null");
        }
        return given;
    }

    /**
     * Returns the request of one call, which leads to the call.
     *
     * @param content null if it has no body
     * @throws IllegalArgumentException if an identifier in the path leads to another path, or the scope and an argument ask for
     *     different features
     */
    Request request(ScopedTarget<?> target, OperationCall call, Object[] arguments, @Nullable Content content) {
        String url = address.of(target, arguments);
        RequestTemplate template = target.templateOf(call, declared);
        if (content == null) {
            boolean usual = headerParameters.isEmpty() && call.scope().headers().isEmpty();
            Map<String, Collection<String>> all = usual ? headers : withGiven(call, arguments);
            return Request.create(verb, url, all, null, null, template);
        }
        Map<String, Collection<String>> all = withGiven(call, arguments);
        all.put(HttpHeaders.CONTENT_TYPE, List.of(content.type()));
        return Request.create(verb, url, all, content.bytes(), content.charset(), template);
    }

    private Map<String, Collection<String>> withGiven(OperationCall call, Object[] arguments) {
        // However an interface spells a name: one header is sent, under the spelling that was there first.
        Map<String, Collection<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        CallHeaders ofScope = call.scope().headers();
        if (ofScope.feature() != null) {
            all.put(HttpHeaders.FEATURE, List.of(ofScope.feature().value()));
        }
        if (ofScope.testSystemWarning() != null) {
            all.put(HttpHeaders.TEST_SYSTEM_WARNING, List.of(ofScope.testSystemWarning()));
        }
        for (OperationParameter header : headerParameters) {
            Object value = arguments[header.index()];
            if (value != null) {
                String text = OperationParameter.text(value);
                if (header.name().equalsIgnoreCase(HttpHeaders.FEATURE)) {
                    ofScope.requireOne(KsefFeature.of(text));
                }
                all.put(header.name(), List.of(text));
            }
        }
        return all;
    }
}
