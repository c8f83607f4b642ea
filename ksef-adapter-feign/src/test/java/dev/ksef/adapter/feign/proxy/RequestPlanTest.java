package dev.ksef.adapter.feign.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefFeature;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import feign.Request;
import feign.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers that a scope and an argument both give, whatever the case of their names. */
class RequestPlanTest {

    private static final KsefFeature FEATURE = KsefFeature.of("a-feature");
    private static final CallHeaders OF_SCOPE = CallHeaders.NONE.with(FEATURE).withTestSystemWarning("of the scope");

    private final List<Request> sent = new ArrayList<>();

    /** An API of a user's own, who writes names of headers in lower case. */
    interface OwnApi {

        @Operation(
                value = "GET /own",
                bearer = BearerKind.NONE,
                limit = RateLimitGroup.PUBLIC,
                replay = ReplayClass.SAFE,
                success = 204)
        void get(
                @HeaderParameter("x-ksef-feature") @Nullable String feature,
                @HeaderParameter("x-test-system-warning") @Nullable String warning);
    }

    @Test
    void headerOfScopeAndArgument_isSentOnce_underItsUsualName() {
        get(OF_SCOPE, FEATURE.value(), "of the argument");
        assertThat(sent)
                .singleElement()
                .satisfies(request -> assertThat(own(request))
                        .containsOnly(
                                entry("X-KSeF-Feature", "[a-feature]"),
                                entry("X-Test-System-Warning", "[of the argument]")));
    }

    @Test
    void featureOfAnArgument_thatIsNotTheScopes_isRefused() {
        assertThatThrownBy(() -> get(OF_SCOPE, "another-feature", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-feature")
                .hasMessageContaining("another-feature");
        assertThat(sent).isEmpty();
    }

    private void get(CallHeaders headers, @Nullable String feature, @Nullable String warning) {
        try (FeignTransport transport = Engines.transport(
                        URI.create("http://localhost:1/v2"), FakeTime.at("2026-11-02T09:00:00Z"), new RecordedEvents())
                .engine((request, options) -> {
                    sent.add(request);
                    return Response.builder().request(request).status(204).build();
                })
                .build()) {
            CallScope scope = CallScope.anonymous(Duration.ofMinutes(2)).with(headers);
            transport.open(OwnApi.class, scope).get(feature, warning);
        }
    }

    /** What the two headers are sent as, by the names they are sent under. */
    private static Map<String, String> own(Request request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).matches("x-(ksef|test).*"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().toString()));
    }
}
