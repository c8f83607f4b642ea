package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthApi;
import dev.ksef.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What it costs to wait for a server that hangs. */
class WaitingThreadsTest {

    private static final int CALLS = 200;

    /** Tests on Java 17 see nothing of it: the build runs them once more on the newest JDK. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void callsThatWait_costNoPlatformThread() throws Exception {
        var release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start();
                FeignTransport transport = FeignTransport.builder(KsefEnvironment.custom(
                                "hanging", server.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))
                        .attempts(1)
                        .build()) {
            for (int i = 0; i < CALLS; i++) {
                server.then(out -> {
                    release.await();
                    return false;
                });
            }
            AuthApi api = transport.open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(5)));
            ExecutorService callers = VirtualThreads.executor("caller").orElseThrow();
            List<Runnable> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(api::challenge);
            }
            calls.forEach(callers::execute);
            while (server.received().size() < CALLS) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("ksef-"))
                    .hasSizeLessThan(CALLS / 10);
            release.countDown();
            callers.shutdownNow();
            assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void jdkWithoutVirtualThreads_hasOthers() {
        boolean has = Runtime.version().feature() >= 21;
        assertThat(VirtualThreads.executor("any").isPresent()).isEqualTo(has);
        ExecutorService threads = DaemonThreads.pool("any", true);
        assertThat(threads.getClass() == Executors.newCachedThreadPool().getClass())
                .isEqualTo(!has);
        threads.shutdownNow();
    }
}
