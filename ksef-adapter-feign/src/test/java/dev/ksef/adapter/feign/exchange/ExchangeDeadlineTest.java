package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An exchange that is under way ends by the clock that was given, whatever time it is by the machine's. */
class ExchangeDeadlineTest {

    private static final String CHALLENGE = "{\"challenge\":\"c\",\"timestampMs\":1}";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SteppedTime time = SteppedTime.at("2026-11-02T09:00:00Z");
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ScriptedServer server = ScriptedServer.start();
    private final FeignTransport transport = FeignTransport.builder(
                    KsefEnvironment.custom("scripted", server.uri() + "/v2", "http://localhost"))
            .time(time)
            .build();

    @AfterEach
    void close() {
        end.complete(null);
        transport.close();
        server.close();
    }

    @Test
    void call_whoseDeadlineComesWhileItWaitsForTheAnswer_endsThen() throws Exception {
        server.then(held(Reply.json(200, CHALLENGE)));
        CompletableFuture<Throwable> ended = failureOf(this::call);
        arrived.get(10, TimeUnit.SECONDS);
        time.advance(PATIENCE);
        assertEndedLate(ended);
    }

    @Test
    void call_whoseDeadlineComesWhileItsBodyStalls_endsThen() throws Exception {
        server.then(stalled("application/json", CHALLENGE));
        CompletableFuture<Throwable> ended = failureOf(this::call);
        arrived.get(10, TimeUnit.SECONDS);
        time.advance(PATIENCE);
        assertEndedLate(ended);
    }

    @Test
    void download_whoseDeadlineComesWhileItStalls_endsThen() throws Exception {
        server.then(stalled("application/xml", "<Upo/>"));
        var reader = new CompletableFuture<Thread>();
        var into = new OutputStream() {
            @Override
            public void write(int first) {
                reader.complete(Thread.currentThread());
            }
        };
        SignedLink link = SignedLink.of(server.uri() + "/storage?sig=a");
        Deadline deadline = Deadline.after(PATIENCE, time);
        CompletableFuture<Throwable> ended = failureOf(() -> transport.storage().download(link, into, 100, deadline));
        Thread waiting = reader.get(10, TimeUnit.SECONDS);
        while (waiting.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        time.advance(PATIENCE);
        assertEndedLate(ended);
    }

    @Test
    void call_beforeItsDeadline_isNotEndedByTheTimeItTakes() throws Exception {
        server.then(held(Reply.json(200, CHALLENGE)));
        CompletableFuture<Throwable> ended = failureOf(this::call);
        arrived.get(10, TimeUnit.SECONDS);
        time.advance(PATIENCE.minusMillis(1));
        end.complete(null);
        assertThat(ended.get(10, TimeUnit.SECONDS)).as("failure of the call").isNull();
    }

    @Test
    void exchange_thatIsUnderWay_movesNoClock() {
        FakeTime standing = FakeTime.at("2026-11-02T09:00:00Z");
        long before = standing.millis();
        server.then(
                Reply.json(200, CHALLENGE).after(50),
                Reply.of(200, "application/xml", "<Upo/>").after(50));
        try (FeignTransport other = FeignTransport.builder(
                        KsefEnvironment.custom("scripted", server.uri() + "/v2", "http://localhost"))
                .time(standing)
                .build()) {
            other.open(AuthApi.class, CallScope.anonymous(PATIENCE)).challenge();
            SignedLink link = SignedLink.of(server.uri() + "/storage?sig=a");
            other.storage().download(link, OutputStream.nullOutputStream(), 100, Deadline.NEVER);
        }
        assertThat(standing.millis()).isEqualTo(before);
    }

    private void call() {
        transport.open(AuthApi.class, CallScope.anonymous(PATIENCE)).challenge();
    }

    private static void assertEndedLate(CompletableFuture<Throwable> ended) throws Exception {
        assertThat(ended.get(10, TimeUnit.SECONDS))
                .as("long before 40 s went by on the machine's clock")
                .isInstanceOfSatisfying(
                        KsefTransportException.class,
                        late -> assertThat(late.delivery()).isEqualTo(Delivery.UNKNOWN))
                .hasMessageContaining("it took too long");
    }

    private CompletableFuture<Throwable> failureOf(ThrowingCallable act) {
        var ended = new CompletableFuture<Throwable>();
        new Thread(() -> ended.complete(catchThrowable(act))).start();
        return ended;
    }

    /** Comes at the end only. */
    private Reply held(Reply reply) {
        return out -> {
            arrived.complete(null);
            end.join();
            return reply.play(out);
        };
    }

    /** Half of it comes at once. */
    private Reply stalled(String type, String body) {
        return out -> {
            Reply.stall(200, type, body, 0).play(out);
            arrived.complete(null);
            end.join();
            return false;
        };
    }
}
