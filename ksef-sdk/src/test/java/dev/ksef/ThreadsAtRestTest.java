package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.simulator.KsefSimulator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that has nothing to do keeps few threads. */
@Timeout(180)
class ThreadsAtRestTest {

    private static final int MOST = 2;

    /** Longer than any thread of ours waits for more work. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    @Test
    void clientThatSignedInAndMadeCalls_keepsTwoThreadsAtMost() throws InterruptedException {
        try (KsefSimulator simulator = KsefSimulator.builder().start()) {
            Set<Thread> others = threads();
            try (KsefClient ksef = client(simulator)) {
                KsefContextClient company = ksef.forNip(simulator.nip());
                company.sessions().openOnline(FormCode.FA_3).close();
                ksef.open(PublicKeyApi.class).certificates();
                company.authSessions().list(null, null);
                Set<Thread> kept = keptBeside(others);
                long end = System.nanoTime() + PATIENCE_NANOS;
                while (kept.size() > MOST && System.nanoTime() < end) {
                    Thread.sleep(20);
                    kept = keptBeside(others);
                }
                assertThat(kept).as("threads of a client at rest").hasSizeLessThanOrEqualTo(MOST);
            }
        }
    }

    private static KsefClient client(KsefSimulator simulator) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()))
                .build();
    }

    /** The simulator takes threads for its answers, which are none of the client's. */
    private static Set<Thread> keptBeside(Set<Thread> others) {
        Set<Thread> kept = threads();
        kept.removeAll(others);
        kept.removeIf(thread -> thread.getName().startsWith("ksef-simulator")
                || thread.getName().startsWith("HTTP-Dispatcher"));
        return kept;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .collect(Collectors.toSet());
    }
}
