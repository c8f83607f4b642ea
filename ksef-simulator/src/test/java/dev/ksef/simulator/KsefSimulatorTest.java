package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.identifier.NipNumbers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class KsefSimulatorTest {

    private final SpecificationObserver specification = new SpecificationObserver();

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    @Test
    void simulator_withoutSettings_choosesATaxpayerWhoMaySignIn() {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            assertThat(NipNumbers.wellFormed(simulator.nip())).as("a NIP").isTrue();
            assertThat(simulator.token().length())
                    .as("no longer than KSeF's own tokens")
                    .isLessThanOrEqualTo(160);
            assertThat(new TaxpayerClient(client(simulator), simulator.nip(), simulator.token())
                            .signedIn()
                            .access())
                    .as("signed in")
                    .isNotEmpty();
        }
    }

    @Test
    void simulator_closed_answersNoMore() {
        KsefSimulator simulator = KsefSimulator.start();
        simulator.close();
        simulator.close();

        assertThatThrownBy(() -> client(simulator).post("/auth/challenge", ""))
                .as("nobody listens")
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void simulators_sideBySide_knowNothingOfEachOther() {
        try (KsefSimulator one = KsefSimulator.builder().nip("5265877635").start();
                KsefSimulator other = KsefSimulator.builder().nip("5265877635").start()) {
            TaxpayerClient stranger = new TaxpayerClient(client(other), "5265877635", one.token());

            assertThat(stranger.authenticationStatus(stranger.begin())
                            .path("status")
                            .path("code")
                            .intValue())
                    .as("a token of the other world")
                    .isEqualTo(450);
        }
    }

    @Test
    void observer_seesExchangesAndTheirTextHidesSecrets() {
        List<Exchange> seen = new CopyOnWriteArrayList<>();
        try (KsefSimulator simulator =
                KsefSimulator.builder().observer(seen::add).start()) {
            TaxpayerClient taxpayer =
                    new TaxpayerClient(client(simulator), simulator.nip(), simulator.token()).signedIn();
            client(simulator).get("/sessions?sessionType=Online", taxpayer.access());

            Exchange last = seen.get(seen.size() - 1);
            assertThat(last.uri().toString()).as("path and query").isEqualTo("/v2/sessions?sessionType=Online");
            assertThat(last.requestHeaders().get("authorization"))
                    .as("as sent")
                    .containsExactly("Bearer " + taxpayer.access());
            assertThat(last.toString()).as("what a log may show").isEqualTo("GET /v2/sessions -> 200");
        }
    }

    @Test
    void observer_thatFails_changesNothingForTheClient() {
        ExchangeObserver failing = exchange -> {
            throw new IllegalStateException("observer");
        };
        try (KsefSimulator simulator = KsefSimulator.builder().observer(failing).start()) {
            assertThat(client(simulator).post("/auth/challenge", "").status())
                    .as("answered")
                    .isEqualTo(200);
        }
    }

    @Test
    void failure_insideTheSimulator_isAnsweredWith500() {
        AtomicBoolean broken = new AtomicBoolean();
        InstantSource clock = () -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("clock");
            }
            return Instant.parse("2026-11-23T12:00:00Z");
        };
        try (KsefSimulator simulator = KsefSimulator.builder().clock(clock).start()) {
            broken.set(true);
            Answer answer = client(simulator).post("/auth/challenge", "");

            assertThat(answer.status()).as("said, not hung").isEqualTo(500);
            assertThat(answer.text()).as("nothing of the inside").doesNotContain("clock", "IllegalState");
            assertThat(client(simulator).post("/auth/challenge", "").status())
                    .as("goes on")
                    .isEqualTo(200);
        }
    }

    @Test
    void builder_wrongValues_areRefused(@TempDir Path empty) {
        SimulatorBuilder builder = KsefSimulator.builder();

        assertThatThrownBy(() -> builder.port(-1)).as("port").isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.nip("123")).as("nip").isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.token(" ")).as("token").isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxInvoicesPerSession(0))
                .as("limit")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.processingDelay(Duration.ofMillis(-1)))
                .as("delay")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.schemas(empty))
                .as("a folder without schemas would check nothing")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RawClient client(KsefSimulator simulator) {
        return new RawClient(simulator.baseUri(), specification);
    }
}
