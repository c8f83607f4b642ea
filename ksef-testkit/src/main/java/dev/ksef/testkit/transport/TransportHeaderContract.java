package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefFeature;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests that a {@link Transport} sends the headers of a scope with each of its calls, and with no others. */
public interface TransportHeaderContract extends TransportFixture {

    @Test
    default void headersOfAScope_travelWithItsCalls_andWithNoOthers() {
        CallHeaders headers = CallHeaders.NONE
                .with(KsefFeature.SUBJECT_IDENTIFIER_VALIDATION)
                .withTestSystemWarning("[xml-001]: a warning");
        server().then(Reply.json(200, STATUS), Reply.empty(204), Reply.json(200, CHALLENGE), Reply.json(200, STATUS));
        CallScope scope = scope().with(headers);
        transport().open(SessionApi.class, scope).status(SESSION);
        transport().open(OnlineSessionApi.class, scope).close(SESSION);
        transport()
                .open(AuthApi.class, CallScope.anonymous(PATIENCE).with(headers))
                .challenge();
        transport().open(SessionApi.class, scope()).status(SESSION);

        var requests = server().received();
        assertThat(requests.subList(0, 3)).allSatisfy(request -> {
            assertThat(request.header("x-ksef-feature")).contains("subject-identifier-validation");
            assertThat(request.header("x-test-system-warning")).contains("[xml-001]: a warning");
        });
        assertThat(requests.get(3).header("x-ksef-feature")).isEmpty();
        assertThat(requests.get(3).header("x-test-system-warning")).isEmpty();
    }

    @Test
    default void headersOfAScope_travelWithARepeatedCall() {
        CallScope scope = scope().with(CallHeaders.NONE.with(KsefFeature.of("not-known-yet")));
        server().then(Reply.empty(503), Reply.json(200, STATUS));
        transport().open(SessionApi.class, scope).status(SESSION);

        assertThat(server().received())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("x-ksef-feature")).contains("not-known-yet"));
    }

    @Test
    default void secondFeatureOfOneRequest_isRefused_andNothingSent() {
        CallScope scope = CallScope.anonymous(PATIENCE).with(CallHeaders.NONE.with(KsefFeature.of("one")));
        SignedAuthRequest signed = SignedAuthRequest.of("<signed/>".getBytes(StandardCharsets.UTF_8));
        AuthApi api = transport().open(AuthApi.class, scope);
        assertThatThrownBy(() -> api.authenticateWithXades(signed, null, "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one feature a request");
        assertThat(server().received()).isEmpty();
    }
}
