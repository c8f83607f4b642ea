package dev.ksef.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of one's own choice, and ways around them that lead nowhere. */
class RateLimitEvasionTest extends SimulatorTest {

    private static final String KEYS = "/security/public-key-certificates";

    @Override
    protected void configure(SimulatorBuilder settings) {
        // The official file does not know operations by their escaped names.
        settings.observer(exchange -> {});
        settings.rateLimit("anonymous", 20, -1, -1)
                .rateLimit("global", -1, 25, -1)
                .rateLimit("other", -1, 10, -1);
    }

    /** All tests call from one address: what the one before did is forgotten. */
    @BeforeEach
    void hoursLater() {
        clock.advance(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/security/public-key-certificate%73,''",
        "HEAD,/security/public-key-certificates,''",
        "GET,/security/public-key-certificates?x=1,''",
        "GET,/security/public-key-certificates,10.1.2.3"
    })
    void call_inDisguise_isCountedAsWhatItIs(String method, String path, String forwardedFor) {
        for (int call = 0; call < 20; call++) {
            client().get(KEYS, "");
        }

        Answer answer = client().send(
                        method,
                        path,
                        "",
                        null,
                        forwardedFor.isEmpty() ? Map.of() : Map.of("X-Forwarded-For", forwardedFor));

        assertThat(answer.status()).as("the 21st of this second").isEqualTo(429);
    }

    /** Operations of the group "other" are counted each by itself. */
    @ParameterizedTest
    @CsvSource({"GET,/limits/contex%74", "HEAD,/limits/context", "GET,/limits/context?x=1"})
    void call_ofAnOperationThatIsCountedApart_inDisguise_isThatOperation(String method, String path) {
        TaxpayerClient company = taxpayer().signedIn();
        for (int call = 0; call < 10; call++) {
            assertThat(company.client().get("/limits/context", company.access()).status())
                    .isEqualTo(200);
        }

        Answer answer = company.client().send(method, path, company.access(), null, Map.of());

        assertThat(answer.status()).as("the 11th of this minute").isEqualTo(429);
    }

    @Test
    void global_isCountedOverContextsAndOperations_andShown() {
        TaxpayerClient one = taxpayer().signedIn();
        TaxpayerClient other = taxpayer().signedIn();
        int before = 8;
        clock.advance(Duration.ofSeconds(1));
        for (int call = before; call < 25; call++) {
            TaxpayerClient caller = call % 2 == 0 ? one : other;
            assertThat(caller.client()
                            .get(call % 3 == 0 ? "/limits/context" : "/rate-limits", caller.access())
                            .status())
                    .as("call " + call)
                    .isEqualTo(200);
        }

        Answer refused = client().get(KEYS, "");

        assertThat(refused.text()).contains("Przekroczono limit 25 żądań na minutę.");
        clock.advance(Duration.ofMinutes(2));
        assertThat(one.client()
                        .get("/rate-limits", one.access())
                        .json()
                        .path("global")
                        .path("perMinute")
                        .intValue())
                .isEqualTo(25);
    }

    @Test
    void limits_thatMakeNoSense_areRefused() {
        SimulatorBuilder builder = KsefSimulator.builder();

        assertThatThrownBy(() -> builder.rateLimit("global", 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.rateLimit("global", 1, 1, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.rateLimit("GLOBAL", 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anonymous, global");
    }
}
