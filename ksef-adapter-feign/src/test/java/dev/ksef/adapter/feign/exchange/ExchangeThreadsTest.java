package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.port.time.Time;
import feign.Client;
import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExchangeThreadsTest {

    private static final Request REQUEST =
            Request.create(HttpMethod.GET, "http://localhost/", Map.of(), null, null, null);
    private static final Request.Options OPTIONS = new Request.Options();
    private static final long PATIENCE_MILLIS = 60_000;

    @Test
    void bodyThatStalls_isClosedWhenTheTransportIs_whateverItMakesOfInterrupts() throws Exception {
        var body = new StalledBody();
        var exchanges = new ExchangeThreads((request, options) -> answer(body), Time.system());
        var ended = new CompletableFuture<Throwable>();
        new Thread(() -> {
                    try {
                        exchanges.exchange(REQUEST, OPTIONS, PATIENCE_MILLIS);
                    } catch (IOException | RuntimeException failure) {
                        ended.complete(failure);
                    }
                })
                .start();
        assertThat(body.read.await(10, TimeUnit.SECONDS)).isTrue();
        exchanges.close();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(ClosedTransportException.class);
        assertThat(body.closed.await(10, TimeUnit.SECONDS))
                .as("its thread gets loose")
                .isTrue();
    }

    @Test
    void answerThatComesJustAsItIsGivenUp_isClosed() throws Exception {
        var body = new StalledBody();
        var asked = new CountDownLatch(1);
        var givenUp = new CountDownLatch(1);
        Client late = (request, options) -> {
            asked.countDown();
            awaitUninterruptibly(givenUp);
            return answer(body);
        };
        try (var exchanges = new ExchangeThreads(late, Time.system())) {
            var caller = new Thread(() -> {
                try {
                    exchanges.open(REQUEST, OPTIONS, PATIENCE_MILLIS);
                } catch (IOException interrupted) {
                    givenUp.countDown();
                }
            });
            caller.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(body.closed.await(10, TimeUnit.SECONDS))
                    .as("its connection is free again")
                    .isTrue();
        }
    }

    @Test
    void threadOfOursThatIsInterrupted_isNoInterruptOfTheCaller() {
        Client interrupted = (request, options) -> {
            throw new IOException("Interrupted", new InterruptedException());
        };
        try (var exchanges = new ExchangeThreads(interrupted, Time.system())) {
            assertThatThrownBy(() -> exchanges.exchange(REQUEST, OPTIONS, PATIENCE_MILLIS))
                    .isInstanceOf(ClosedTransportException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void bodyThatMustNotBeClosedWhileItIsRead_isToldToNobody() throws Exception {
        var uncaught = new CopyOnWriteArrayList<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        var body = new StalledBody() {
            @Override
            public void close() {
                super.close();
                throw new IllegalStateException("Unbalanced, as OkHttp says");
            }
        };
        try (var exchanges = new ExchangeThreads((request, options) -> answer(body), Time.system())) {
            assertThatThrownBy(() -> exchanges.exchange(REQUEST, OPTIONS, 50))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(body.closed.await(10, TimeUnit.SECONDS)).isTrue();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("ksef-exchange")) {
                    thread.join(200);
                }
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    private static Response answer(InputStream body) {
        return Response.builder()
                .status(200)
                .headers(Map.of())
                .body(body, null)
                .request(REQUEST)
                .build();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException swallowed) {
                // As the JDK's body stream does.
            }
        }
    }

    /** Yields nothing until it is closed, and does not care for interrupts, as the JDK's does up to version 17. */
    private static class StalledBody extends InputStream {

        private final CountDownLatch read = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            read.countDown();
            awaitUninterruptibly(closed);
            return -1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
