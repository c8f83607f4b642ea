package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.json.KsefDateTime;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.TextValue;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import feign.DeclarativeContract;
import feign.MethodMetadata;
import feign.Param;
import feign.Request.HttpMethod;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;

/** Teaches Feign the SDK's annotations. A parameter without any of them is the body, which is Feign's own rule. */
public final class OperationContract extends DeclarativeContract {

    private static final String ANYTHING = "*/*";

    /** Errors come as JSON, whatever was asked for. */
    private static final String DOCUMENT = "application/xml, */*;q=0.1";

    public OperationContract() {
        registerMethodAnnotation(Operation.class, OperationContract::declare);
        registerParameterAnnotation(PathParameter.class, (path, method, index) -> name(method, path.value(), index));
        registerParameterAnnotation(QueryParameter.class, (query, method, index) -> {
            method.template().query(query.value(), placeholder(query.value()));
            name(method, query.value(), index);
        });
        registerParameterAnnotation(HeaderParameter.class, (header, method, index) -> {
            method.template().header(header.value(), placeholder(header.value()));
            name(method, header.value(), index);
        });
        registerParameterAnnotation(QueryParameters.class, (query, method, index) -> method.queryMapIndex(index));
    }

    private static void declare(Operation operation, MethodMetadata method) {
        List<String> methodAndPath = List.of(operation.value().split(" ", 2));
        method.template().method(HttpMethod.valueOf(methodAndPath.get(0)));
        method.template().uri(methodAndPath.get(1));
        // An identifier with a slash must not become two path segments.
        method.template().decodeSlash(false);
        // Engines have defaults of their own, and KSeF answers 406 to a client that does not accept XML where it sends
        // XML.
        method.template().header(HttpHeaders.ACCEPT, method.returnType() == HashedDocument.class ? DOCUMENT : ANYTHING);
    }

    private static void name(MethodMetadata method, String name, int index) {
        method.indexToName().put(index, List.of(name));
        if (method.indexToExpander() == null) {
            method.indexToExpander(new HashMap<>());
        }
        method.indexToExpander().put(index, TEXT);
    }

    private static String placeholder(String name) {
        return "{" + name + "}";
    }

    private static final Param.Expander TEXT = OperationContract::text;

    /** Returns the text of a value as it travels. Feign would send {@code toString()}, which is meant for people. */
    static String text(Object value) {
        if (value instanceof OffsetDateTime moment) {
            return KsefDateTime.text(moment);
        }
        return value instanceof TextValue text ? text.value() : value.toString();
    }
}
