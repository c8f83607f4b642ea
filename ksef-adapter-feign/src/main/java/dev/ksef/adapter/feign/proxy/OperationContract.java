package dev.ksef.adapter.feign.proxy;

import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import feign.Contract;
import feign.DeclarativeContract;
import feign.MethodMetadata;
import feign.Request.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Teaches Feign the SDK's annotations: method and path, and which parameter is the body. What arguments do to a request is a
 * matter of {@link RequestPlan}. Each interface is read once, since APIs are opened all the time and never change.
 */
public final class OperationContract implements Contract {

    private final Contract declarations = new Declarations();
    private final Map<Class<?>, List<MethodMetadata>> read = new ConcurrentHashMap<>();
    private final Map<Class<?>, Map<Method, RequestPlan>> plans = new ConcurrentHashMap<>();

    @Override
    public List<MethodMetadata> parseAndValidateMetadata(Class<?> type) {
        return read.computeIfAbsent(type, declarations::parseAndValidateMetadata);
    }

    /** Returns how the requests of each method of an interface are made. */
    Map<Method, RequestPlan> plans(Class<?> type) {
        return plans.computeIfAbsent(
                type,
                unread -> parseAndValidateMetadata(unread).stream()
                        .map(RequestPlan::new)
                        .collect(Collectors.toMap(RequestPlan::method, Function.identity())));
    }

    private static final class Declarations extends DeclarativeContract {

        private Declarations() {
            registerMethodAnnotation(Operation.class, Declarations::declare);
            elsewhere(PathParameter.class);
            elsewhere(QueryParameter.class);
            elsewhere(HeaderParameter.class);
            elsewhere(QueryParameters.class);
        }

        private static void declare(Operation operation, MethodMetadata method) {
            String[] methodAndPath = operation.value().split(" ", 2);
            method.template().method(HttpMethod.valueOf(methodAndPath[0]));
            method.template().uri(methodAndPath[1]);
        }

        private void elsewhere(Class<? extends Annotation> parameter) {
            registerParameterAnnotation(parameter, (annotation, method, index) -> method.ignoreParamater(index));
        }
    }
}
