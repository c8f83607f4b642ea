package dev.ksef.architecture.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of our declarations in {@code dev.ksef.port.api}. */
record DeclaredOperation(Method method, Operation declaration) {

    private static final String PACKAGE = "dev.ksef.port.api";

    /** All of them: every interface of the package, so that a new one is judged at once. */
    private static final List<DeclaredOperation> ALL = new ClassFileImporter()
            .importUrl(Operation.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                    .filter(type -> type.getPackageName().equals(PACKAGE) && type.isInterface())
                    .map(JavaClass::reflect)
                    .flatMap(api -> Arrays.stream(api.getMethods()))
                    .map(method -> new DeclaredOperation(method, method.getAnnotation(Operation.class)))
                    .toList();

    static List<DeclaredOperation> all() {
        return ALL;
    }

    /** Method and path. */
    String name() {
        return declaration.value();
    }

    /** The interface that declares it. */
    String api() {
        return method.getDeclaringClass().getSimpleName();
    }

    /** What is sent as body. */
    Optional<Parameter> body() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getAnnotations().length == 0)
                .findFirst();
    }

    String requestContent() {
        return body().map(parameter ->
                        parameter.getType() == SignedAuthRequest.class ? "application/xml" : "application/json")
                .orElse(Difference.NOTHING);
    }

    String answerContent() {
        if (method.getReturnType() == void.class) {
            return Difference.NOTHING;
        }
        return method.getReturnType() == HashedDocument.class ? "application/xml" : "application/json";
    }

    SortedMap<String, Sent> pathParameters() {
        return annotated(PathParameter.class, PathParameter::value);
    }

    SortedMap<String, Sent> headers() {
        return annotated(HeaderParameter.class, HeaderParameter::value);
    }

    SortedMap<String, Sent> queryParameters() {
        SortedMap<String, Sent> parameters = annotated(QueryParameter.class, QueryParameter::value);
        Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParameters.class))
                .flatMap(parameter -> Stream.of(parameter.getType().getRecordComponents()))
                .forEach(component -> parameters.put(component.getName(), Sent.of(component)));
        return parameters;
    }

    private <A extends Annotation> SortedMap<String, Sent> annotated(Class<A> kind, Function<A, String> name) {
        SortedMap<String, Sent> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Parameter parameter : method.getParameters()) {
            A annotation = parameter.getAnnotation(kind);
            if (annotation != null) {
                found.put(
                        name.apply(annotation),
                        new Sent(parameter.getParameterizedType(), Sent.isNullable(parameter.getAnnotatedType())));
            }
        }
        return found;
    }

    /** The API and the method, for messages. */
    @Override
    public String toString() {
        return api() + "." + method.getName() + " (" + name() + ")";
    }

    /** A parameter as it is sent. */
    record Sent(Type type, boolean mayBeAbsent) {

        static Sent of(RecordComponent component) {
            return new Sent(component.getGenericType(), isNullable(component.getAnnotatedType()));
        }

        static boolean isNullable(AnnotatedType type) {
            return type.isAnnotationPresent(Nullable.class);
        }
    }
}
