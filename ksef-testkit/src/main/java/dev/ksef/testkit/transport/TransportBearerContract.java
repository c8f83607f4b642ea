package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.LATER;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import org.junit.jupiter.api.Test;

/** Tests which bearer token a {@link Transport} sends, and what it does when KSeF refuses one. */
public interface TransportBearerContract extends TransportFixture {

    @Test
    default void bearerOfAnotherKind_neverLeaves() {
        var operation = BearerSource.of(new AuthenticationToken("op", LATER));
        assertThatThrownBy(() ->
                        transport().open(SessionApi.class, scope(operation)).status(SESSION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AuthenticationToken");
        var refresh = BearerSource.of(new RefreshToken("re", LATER));
        assertThatThrownBy(
                        () -> transport().open(SessionApi.class, scope(refresh)).status(SESSION))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> anonymous(SessionApi.class).status(SESSION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a context");
        assertThat(server().received()).isEmpty();
    }

    @Test
    default void closingTheCurrentSignIn_takesARefreshTokenOrAnAccessToken() {
        server().then(Reply.empty(204), Reply.empty(204));
        transport()
                .open(AuthSessionApi.class, scope(BearerSource.of(new RefreshToken("re", LATER))))
                .closeCurrent();
        signedIn(AuthSessionApi.class).closeCurrent();
        assertThat(server().received())
                .extracting(request -> request.header("authorization").orElse(""))
                .containsExactly("Bearer re", "Bearer access-sec-ret");
    }

    @Test
    default void unauthorized_takesANewTokenAndRepeatsOnce() {
        var source = new RenewingSource();
        server().then(Reply.empty(401), Reply.json(200, STATUS));
        transport().open(SessionApi.class, scope(source)).status(SESSION);
        assertThat(server().received())
                .extracting(request -> request.header("authorization").orElse(""))
                .containsExactly("Bearer token-0", "Bearer token-1");
        assertThat(source.rejected()).containsExactly("token-0");
    }

    @Test
    default void unauthorized_twice_isTheCallersProblem() {
        server().then(Reply.empty(401), Reply.empty(401), Reply.empty(401));
        failure(
                KsefUnauthorizedException.class,
                () -> transport()
                        .open(SessionApi.class, scope(new RenewingSource()))
                        .status(SESSION));
        assertThat(server().received()).hasSize(2);
    }
}
