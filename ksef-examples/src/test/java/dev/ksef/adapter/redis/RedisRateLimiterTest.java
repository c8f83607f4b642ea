package dev.ksef.adapter.redis;

import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.limit.RateLimiterContract;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import redis.embedded.RedisServer;

/**
 * A limiter whose calls a real Redis counts keeps what limiters promise. It stands here, since no adapter knows the limiter, and in
 * this package, since only here a ledger can go by the clock of a test.
 */
class RedisRateLimiterTest extends RateLimiterContract {

    private static int port;
    private static RedisServer server;

    private final List<RedisCallLedger> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("daemonize no")
                .build();
        server.start();
    }

    @AfterAll
    static void stop() {
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    protected RateLimiter limiter(Time time) {
        RedisAccess access = RedisAccess.to(RedisURI.create("127.0.0.1", port)).keyPrefix(UUID.randomUUID() + ":");
        var ledger = new RedisCallLedger(access, time);
        opened.add(ledger);
        return SlidingRateLimiter.of(time).sharedThrough(new Awake(ledger));
    }

    @AfterEach
    void close() {
        opened.forEach(RedisCallLedger::close);
    }

    /** Whoever asks Redis does not wait, as far as a test can see: what a test waits for is a call that waits for its turn. */
    private record Awake(CallLedger ledger) implements CallLedger {

        private interface Question<T> {
            T ask() throws InterruptedException;
        }

        @Override
        public CallGrant take(CallDemand demand) throws InterruptedException {
            return awake(() -> ledger.take(demand));
        }

        @Override
        public void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
            awake(() -> {
                ledger.block(quota, remainingMillis);
                return true;
            });
        }

        @Override
        public void unblock(QuotaKey quota) throws InterruptedException {
            awake(() -> {
                ledger.unblock(quota);
                return true;
            });
        }

        private static <T> T awake(Question<T> question) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            CompletableFuture<T> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return question.ask();
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException("Nobody interrupts this thread", impossible);
                }
            });
            while (!answer.isDone()) {
                Thread.onSpinWait();
            }
            return answer.join();
        }
    }
}
