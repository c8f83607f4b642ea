package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.simulator.SimulatorBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the meters of a whole client show when it is held back, refused, or KSeF is in trouble. */
class MeteredTroubleTest extends Scenario {

    private static final String LOOK = "GET /limits/context";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KsefClient metered = KsefClient.builder()
            .environment(environment)
            .credentials(Credentials.ksefToken(simulator.token()))
            .time(time)
            .listener(events)
            .listener(KsefMeters.of(meters))
            .build();
    private final LimitApi limits = metered.forNip(simulator.nip()).limits();

    @Override
    SimulatorBuilder settings() {
        return super.settings().rateLimits(RateLimitProfile.PRODUCTION);
    }

    @AfterEach
    void stop() {
        metered.close();
    }

    @Test
    void callsThatTheLimiterHoldsBack_areTimed() {
        for (int i = 1; i <= 31; i++) {
            limits.context();
        }

        var waits = meters.get("ksef.limiter.wait").tag("operation", LOOK).timer();
        assertThat(waits.count())
                .as("the 11th, the 21st and the 31st, at least")
                .isGreaterThanOrEqualTo(3);
        assertThat(waits.max(TimeUnit.SECONDS)).as("for the minute to pass").isBetween(50.0, 61.0);
        assertThat(calls("succeeded")).isEqualTo(31);
    }

    @Test
    void refusalByKsef_isABlock_aRepetitionAndInTheEndASuccess() {
        simulator.faults().add(LOOK + "#1=429:30");

        limits.context();

        assertThat(meters.get("ksef.blocks").tag("operation", LOOK).counter().count())
                .isEqualTo(1);
        assertThat(meters.get("ksef.retries").tag("operation", LOOK).counter().count())
                .isEqualTo(1);
        assertThat(calls("succeeded")).isEqualTo(1);
    }

    @Test
    void refusalThatThereIsNoTimeFor_isAnOutcomeOfItsOwn() {
        simulator.faults().add(LOOK + "#1=429:3000");

        assertThatThrownBy(limits::context).isInstanceOf(KsefRateLimitedException.class);

        assertThat(calls("rate_limited")).isEqualTo(1);
    }

    @Test
    void circuit_isShownAsItOpensAndCloses() {
        limits.subject();
        simulator.faults().add(LOOK + "=500");
        for (int i = 1; i <= 30; i++) {
            assertThatThrownBy(limits::context).isInstanceOf(KsefException.class);
        }
        assertThat(circuit("open")).isEqualTo(1);
        assertThat(calls("circuit_open")).isPositive();

        simulator.faults().clear();
        time.advance(Duration.ofMinutes(1));
        for (int i = 1; i <= 3; i++) {
            limits.context();
        }

        assertThat(circuit("open")).isZero();
        assertThat(circuit("closed")).isEqualTo(1);
    }

    @Test
    void tokens_areTimedByHowTheyCame() {
        limits.context();
        time.advance(Duration.ofMinutes(15));
        limits.context();

        assertThat(tokens("signed_in")).isEqualTo(1);
        assertThat(tokens("refreshed")).isEqualTo(1);
    }

    private long calls(String outcome) {
        return meters.get("ksef.calls")
                .tag("operation", LOOK)
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private double circuit(String state) {
        return meters.get("ksef.circuit").tag("state", state).gauge().value();
    }

    private long tokens(String how) {
        return meters.get("ksef.tokens").tag("how", how).timer().count();
    }
}
