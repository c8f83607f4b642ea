package dev.ksef.adapter.feign.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.port.CallScope;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and queries of calls, with every kind of argument. */
class OperationAddressTest {

    private static final String PATH = "/a/{first}/b/{second}";

    /** Its methods are looked at, and never called. */
    @SuppressWarnings("unused")
    interface Declared {

        void plain();

        void swapped(@PathParameter("second") String second, @PathParameter("first") String first);

        void queries(
                @HeaderParameter("x-given") String header,
                @QueryParameter("one") @Nullable String one,
                @QueryParameter("many") @Nullable List<String> many);
    }

    private final ScopedTarget<Declared> target =
            new ScopedTarget<>(Declared.class, "https://ksef.example/v2", CallScope.anonymous(Duration.ofSeconds(1)));

    private static List<OperationParameter> parameters(String method) {
        return OperationParameter.of(Arrays.stream(Declared.class.getDeclaredMethods())
                .filter(any -> any.getName().equals(method))
                .findFirst()
                .orElseThrow());
    }

    private String swapped(@Nullable String second, @Nullable String first) {
        return new OperationAddress(PATH, parameters("swapped")).of(target, new Object[] {second, first});
    }

    private String queries(@Nullable String one, @Nullable List<String> many) {
        return new OperationAddress("/q", parameters("queries")).of(target, new Object[] {"header", one, many});
    }

    @Test
    void pathWithoutArguments_followsTheBase() {
        assertThat(new OperationAddress("/plain", parameters("plain")).of(target, new Object[0]))
                .isEqualTo("https://ksef.example/v2/plain");
    }

    @Test
    void identifiers_standWhereTheirNamesDo_whateverTheOrderOfArguments() {
        assertThat(swapped("2", "1")).isEqualTo("https://ksef.example/v2/a/1/b/2");
    }

    @Test
    void identifierWithASlash_staysOneSegment() {
        assertThat(swapped("x?y#z", "../c")).isEqualTo("https://ksef.example/v2/a/..%2Fc/b/x%3Fy%23z");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", ".."})
    void identifierThatLeadsToAnotherPath_isRefused(@Nullable String unfit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> swapped("2", unfit))
                .withMessageContaining("Declared")
                .withMessageContaining("null, empty or made of dots");
    }

    @Test
    void queries_areLeftOutWhereAbsent_andRepeatedWhereThereAreSeveral() {
        assertThat(queries(null, null)).isEqualTo("https://ksef.example/v2/q");
        assertThat(queries("ż &=", null)).isEqualTo("https://ksef.example/v2/q?one=%C5%BC%20%26%3D");
        assertThat(queries(null, List.of("A", "B"))).isEqualTo("https://ksef.example/v2/q?many=A&many=B");
        assertThat(queries("1", List.of("A"))).isEqualTo("https://ksef.example/v2/q?one=1&many=A");
        assertThat(queries(null, List.of())).isEqualTo("https://ksef.example/v2/q");
    }

    @Test
    void placeholderWithoutAParameter_isTold() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new OperationAddress("/a/{first}/{third}", parameters("swapped")))
                .withMessageContaining("third");
    }
}
