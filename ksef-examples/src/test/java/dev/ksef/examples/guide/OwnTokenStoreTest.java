package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.thread.TestThreads;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The store of "Write your own token store", used by several clients at once. */
class OwnTokenStoreTest {

    private static final SecretKey SECRET = new SecretKeySpec("of 32 bytes, kept with secrets..".getBytes(), "AES");

    private final AtomicInteger signIns = new AtomicInteger();
    private final ConcurrentMap<String, String> map = new ConcurrentHashMap<>();

    @Test
    void clientsThatShareTheMap_signInOnce() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .observer(exchange -> {
                    if (exchange.uri().getPath().endsWith("/auth/ksef-token")) {
                        signIns.incrementAndGet();
                    }
                })
                .start()) {
            TestThreads.runTogether(4, number -> {
                try (KsefClient ksef = OwnTokenStore.client(settings(simulator), map, SECRET)) {
                    ksef.forNip(simulator.nip()).rateLimits().refresh();
                }
            });
        }

        assertThat(signIns).hasValue(1);
    }

    private static KsefClient.Builder settings(KsefSimulator simulator) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()));
    }
}
