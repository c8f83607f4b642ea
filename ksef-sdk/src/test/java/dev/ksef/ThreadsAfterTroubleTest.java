package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.TlsCertificate;
import dev.ksef.testkit.time.FakeTime;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of a call, once its client is closed no thread of the client is left. */
@Timeout(60)
class ThreadsAfterTroubleTest {

    private static final String KEYS = "GET /security/public-key-certificates";

    private final Set<Thread> before = ours();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .tlsPort(0)
            .tlsCertificate(TlsCertificate.EXPIRED)
            .start();

    @AfterEach
    void leavesNoThread() throws InterruptedException {
        simulator.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!before.containsAll(ours())) {
            assertThat(System.nanoTime()).as("threads that stay: " + ours()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop-before",
                "drop-after",
                "truncated",
                "empty",
                "html:200",
                "html:503",
                "content-type:text/html",
                "redirect-loop",
                "403-blocked",
                "429:3000",
                "latency:20000"
            })
    void callThatFails_whileTheServerIsThere_leavesNoThread(String fault) {
        simulator.faults().add(KEYS + "=" + fault);
        fails(settings(simulator.baseUri()));
    }

    @Test
    void callThatFails_sinceNobodyIsThere_leavesNoThread() {
        fails(settings(URI.create("http://127.0.0.1:1/v2")));
        fails(settings(URI.create("https://no-such-host.invalid/v2")));
    }

    @Test
    void callThatFails_forTheCertificateOfTheServer_leavesNoThread() {
        fails(settings(simulator.tlsBaseUri()));
    }

    @Test
    void callThatFails_forItsProxy_leavesNoThread() {
        fails(settings(simulator.baseUri())
                .http(http -> http.readTimeout(Duration.ofSeconds(1))
                        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", 1)))));
    }

    @Test
    void callThatFails_forAnInterrupt_leavesNoThread() {
        Thread.currentThread().interrupt();
        fails(settings(simulator.baseUri()));
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
    }

    /** Pauses take no time; what comes over the network does. */
    private static KsefClient.Builder settings(URI base) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom("trouble", base.toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken("token"))
                .time(FakeTime.at(Instant.now()))
                .http(http -> http.readTimeout(Duration.ofSeconds(1)));
    }

    private static void fails(KsefClient.Builder settings) {
        try (KsefClient ksef = settings.build()) {
            PublicKeyApi keys = ksef.open(PublicKeyApi.class);
            assertThatThrownBy(keys::certificates).isInstanceOf(KsefException.class);
        }
    }

    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ksef-")
                        && !thread.getName().startsWith("ksef-simulator"))
                .collect(Collectors.toSet());
    }
}
