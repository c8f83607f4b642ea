package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.auth.AuthenticationSessionsPage;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.time.Time;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Access tokens that KSeF refuses although the client took them for good. */
class RefusedTokenScenarioTest extends Scenario {

    private static final int THREADS = 100;
    private static final Duration FALLEN_BEHIND = Duration.ofMinutes(20);
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch refused = new CountDownLatch(THREADS);
    private volatile Duration behind = Duration.ZERO;

    @Override
    SimulatorBuilder settings() {
        return super.settings().observer(this::observed);
    }

    /** No 401 leaves before all are there, so that all threads meet it with the same token. */
    private void observed(Exchange exchange) {
        contract.observe(exchange);
        if (exchange.status() == 401) {
            refused.countDown();
            try {
                assertThat(refused.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void tokenThatIsRefusedToAHundredThreads_isRefreshedOnce_andEachCallRepeatedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (KsefClient client = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(new FallingBehind())
                .rateLimiter(RateLimiter.none())
                .build()) {
            AuthSessionApi sessions = client.forNip(simulator.nip()).open(AuthSessionApi.class);
            sessions.list(null, null);
            time.advance(FALLEN_BEHIND);
            behind = FALLEN_BEHIND;
            List<Future<AuthenticationSessionsPage>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                answers.add(threads.submit(() -> sessions.list(null, null)));
            }
            for (Future<AuthenticationSessionsPage> answer : answers) {
                assertThat(answer.get(LONGEST_SECONDS, TimeUnit.SECONDS).items())
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count("GET /v2/auth/sessions 401")).isEqualTo(THREADS);
        assertThat(count("POST /v2/auth/token/refresh 200"))
                .as("refreshes for %s refusals", THREADS)
                .isEqualTo(1);
        assertThat(count("GET /v2/auth/sessions 200")).isEqualTo(THREADS + 1);
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/challenge"))
                .hasSize(1);
    }

    private long count(String line) {
        return contract.log().stream().filter(line::equals).count();
    }

    /** A machine whose clock stood still for a while after the sign-in. */
    private final class FallingBehind implements Time {

        @Override
        public long millis() {
            return time.millis() - behind.toMillis();
        }

        @Override
        public void sleepUntil(long atMillis) throws InterruptedException {
            time.sleepUntil(atMillis + behind.toMillis());
        }
    }
}
