package dev.ksef.port.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users send is made by a factory or a builder, since canonical constructors change with the fields of KSeF. */
class RequestsTest {

    private static final List<Class<?>> APIS = List.of(
            AuthApi.class,
            AuthSessionApi.class,
            CertificateApi.class,
            CollectiveIdentifierApi.class,
            InvoiceApi.class,
            BatchSessionApi.class,
            KsefTokenApi.class,
            LimitApi.class,
            OnlineSessionApi.class,
            PeppolApi.class,
            PermissionApi.class,
            PublicKeyApi.class,
            SessionApi.class,
            TestDataApi.class);

    static Stream<Class<?>> requests() {
        return APIS.stream()
                .flatMap(api -> Arrays.stream(api.getMethods()))
                .flatMap(operation -> Arrays.stream(operation.getParameterTypes()))
                .filter(Class::isRecord)
                .distinct();
    }

    @Test
    void apis_areAllOfThePackage() throws Exception {
        var source = Path.of("src/main/java/dev/ksef/port/api");
        try (var files = Files.list(source)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Api.java")))
                    .containsExactlyInAnyOrderElementsOf(APIS.stream()
                            .map(api -> api.getSimpleName() + ".java")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_isMadeByAFactoryABuilderOrFromAConstant(Class<?> request) {
        assertThat(isMadeWithoutItsConstructor(request))
                .as("%s needs a public static factory, a constant to begin with, or a builder", request.getSimpleName())
                .isTrue();
    }

    @Test
    void record_withNothingButItsConstructor_isFound() {
        record Bare(String value) {}
        assertThat(isMadeWithoutItsConstructor(Bare.class)).isFalse();
    }

    private static boolean isMadeWithoutItsConstructor(Class<?> request) {
        boolean factory = Arrays.stream(request.getDeclaredMethods())
                .filter(RequestsTest::isPublicAndStatic)
                .map(Method::getReturnType)
                .anyMatch(made -> made == request || made.getDeclaringClass() == request);
        boolean constant = Arrays.stream(request.getFields()).anyMatch(field -> field.getType() == request);
        return factory || constant;
    }

    private static boolean isPublicAndStatic(Method method) {
        return Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
    }
}
