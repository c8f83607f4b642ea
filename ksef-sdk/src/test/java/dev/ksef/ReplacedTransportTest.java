package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client on a transport that the application brings. */
class ReplacedTransportTest {

    private final FakeTime time = FakeTime.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    @RegisterExtension
    private final SimulatorExtension simulators =
            new SimulatorExtension(KsefSimulator.builder().clock(time));

    @Test
    void replacedTransport_isGivenListenerAndLimiter_andClosedWithTheClient(KsefSimulator simulator) {
        var events = new RecordedEvents();
        SlidingRateLimiter limiter = SlidingRateLimiter.of(time);
        KsefEnvironment environment =
                KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
        KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .listener(events)
                .rateLimiter(limiter)
                .transport((to, clock, listener, limits) -> FeignTransport.builder(to)
                        .time(clock)
                        .listener(listener)
                        .rateLimiter(limits)
                        .build())
                .build();
        ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3).close();
        assertThat(events.of(KsefEvent.CallEnded.class))
                .extracting(KsefEvent.CallEnded::operation)
                .contains("POST /sessions/online");
        var opening = new LimitedCall(
                "simulated", Nip.of(simulator.nip()), RateLimitGroup.ONLINE_SESSION, "POST /sessions/online");
        assertThat(limiter.save())
                .as("the calls it counted")
                .contains(opening.group().name());
        ksef.close();
        assertThatThrownBy(() -> ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3))
                .isInstanceOf(IllegalStateException.class);
    }
}
