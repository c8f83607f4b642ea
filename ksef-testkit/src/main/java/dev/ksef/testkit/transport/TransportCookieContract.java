package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.port.Transport;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which cookies a {@link Transport} keeps: those of a firewall, and never so many that a server turns it away. */
public interface TransportCookieContract extends TransportFixture {

    @Test
    default void cookie_isShownWithTheNextCall_asItWasSetLast() {
        server().then(setting("wall=one; Path=/"), setting("wall=two; Path=/"), Reply.json(200, STATUS));
        status();
        status();
        status();
        assertThat(cookies()).containsExactly("", "wall=one", "wall=two");
    }

    @Test
    default void cookiesWithFreshNames_neverGrowTooLargeForAServer() {
        for (int i = 0; i < 80; i++) {
            server().then(setting("name" + i + "=" + "v".repeat(100) + "; Path=/"));
            status();
        }
        assertThat(cookies()).allMatch(sent -> sent.length() < 6_000);
        assertThat(cookies()).as("not simply none").anyMatch(sent -> sent.length() > 1_000);
    }

    @Test
    default void oneCookieThatIsTooLarge_isNotKept() {
        server().then(setting("huge=" + "v".repeat(10_000) + "; Path=/"), Reply.json(200, STATUS));
        status();
        status();
        assertThat(cookies().get(1)).isEmpty();
    }

    @Test
    default void cookies_areForgottenWhenTheServerDoesNotBearThem() {
        for (int refusal : List.of(400, 431)) {
            server().then(
                            setting("wall=" + refusal + "; Path=/"),
                            Reply.json(refusal, "{}", "Set-Cookie", "another=1; Path=/"),
                            Reply.json(200, STATUS));
            status();
            assertThat(failure(KsefApiException.class, this::status).status()).isEqualTo(refusal);
            status();
        }
        assertThat(cookies()).containsExactly("", "wall=400", "", "", "wall=431", "");
    }

    private List<String> cookies() {
        return server().received().stream()
                .map(request -> request.header("cookie").orElse(""))
                .toList();
    }

    private static Reply setting(String cookie) {
        return Reply.json(200, STATUS, "Set-Cookie", cookie);
    }
}
