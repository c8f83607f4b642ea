package dev.ksef.adapter.redis;

import static dev.ksef.adapter.redis.TokenFixture.WHOSE;
import static dev.ksef.adapter.redis.TokenFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When a store connects, which threads there are, and that they end. */
class LifecycleTest {

    private final RealRedis redis = RealRedis.shared();
    private final Set<Thread> before = threads();

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }

    private Set<String> ours() {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now.stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("lettuce") || name.startsWith("ksef"))
                .collect(Collectors.toSet());
    }

    private void assertNoneStays() throws InterruptedException {
        Time time = Time.system();
        long latest = time.millis() + TestThreads.PATIENCE_SECONDS * 1000;
        while (!ours().isEmpty() && time.millis() < latest) {
            time.sleepUntil(time.millis() + 10);
        }
        assertThat(ours()).isEmpty();
    }

    @Test
    void store_thatIsNotUsed_makesNoConnectionAndNoThread() {
        try (var store = RedisTokenStore.encrypted(RedisURI.create("no-such-host.invalid", 6379), TokenFixture.KEYS)) {
            assertThat(store.toString()).contains("no-such-host.invalid:6379", "encrypted");
            assertThat(ours()).isEmpty();
        }
    }

    @Test
    void threads_areFew_andEndWithTheStore() throws Exception {
        try (var store = RedisTokenStore.inPlain(RedisAccess.to(redis.uri()).keyPrefix(RealRedis.newPrefix()));
                var ledger = RedisCallLedger.at(redis.uri())) {
            for (int i = 0; i < 20; i++) {
                store.save(WHOSE, tokens(i));
            }
            assertThat(ours())
                    .as("threads at rest")
                    .hasSizeBetween(1, 2 * Runtime.getRuntime().availableProcessors() + 1)
                    .allMatch(name -> name.startsWith("lettuce"));
            assertThat(ledger.toString()).contains("127.0.0.1");
        }
        assertNoneStays();
    }

    @Test
    void closedTwice_isClosed() {
        var store = RedisTokenStore.inPlain(RedisAccess.to(redis.uri()).keyPrefix(RealRedis.newPrefix()));
        store.find(WHOSE);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.find(WHOSE)).hasMessageContaining("closed");
    }

    @Test
    void clientOfTheApplication_staysOpen() {
        RedisClient client = RedisClient.create(redis.uri());
        try {
            RedisAccess access = RedisAccess.to(redis.uri()).through(client).keyPrefix(RealRedis.newPrefix());
            RedisTokenStore.inPlain(access).close();
            try (var store = RedisTokenStore.inPlain(access)) {
                store.save(WHOSE, tokens(1));
            }
            try (var store = RedisTokenStore.inPlain(access)) {
                assertThat(store.find(WHOSE)).contains(tokens(1));
            }
        } finally {
            client.shutdown(0, 1000, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void interruptedThread_savesAndKeepsItsInterrupt() {
        try (var store = RedisTokenStore.inPlain(RedisAccess.to(redis.uri()).keyPrefix(RealRedis.newPrefix()))) {
            Thread.currentThread().interrupt();
            store.save(WHOSE, tokens(1));
            assertThat(store.find(WHOSE)).contains(tokens(1));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(Thread.interrupted()).as("closing keeps it, too").isTrue();
    }

    @Test
    void settingsThatCannotBe_areRefused() {
        RedisAccess access = RedisAccess.to(redis.uri());
        assertThatThrownBy(() -> access.commandTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> access.leaseLength(Duration.ofMillis(99)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void access_namesItsServers_withoutPasswords() {
        RedisURI sentinels = RedisURI.Builder.sentinel("one", 26379, "primary")
                .withSentinel("two", 26380)
                .withPassword("hidden".toCharArray())
                .build();
        assertThat(RedisAccess.to(sentinels)).hasToString("Redis primary of the Sentinels one:26379, two:26380");
        assertThat(RedisAccess.to(RedisURI.create("redis://user:hidden@some:7000/2")))
                .hasToString("Redis at some:7000");
    }
}
