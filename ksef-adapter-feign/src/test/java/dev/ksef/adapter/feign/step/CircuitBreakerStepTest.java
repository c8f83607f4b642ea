package dev.ksef.adapter.feign.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.CircuitChanged.State;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When too many calls fail, the next ones fail at once, for a while. */
class CircuitBreakerStepTest {

    private static final Reply GOOD = Reply.json(200, "{\"challenge\":\"c\",\"timestampMs\":1}");
    private static final Reply BAD = Reply.empty(500);

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final RecordingRateLimiter limiter = new RecordingRateLimiter(time);
    private final ScriptedServer server = ScriptedServer.start();
    private FeignTransport transport = made(settings -> settings);

    private FeignTransport made(UnaryOperator<FeignTransport.Builder> settings) {
        return settings.apply(Engines.transport(URI.create(server.uri() + "/v2"), time, events)
                        .rateLimiter(limiter))
                .build();
    }

    private void remake(UnaryOperator<FeignTransport.Builder> settings) {
        transport.close();
        transport = made(settings);
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void circuit_whenHalfOfTheCallsFail_opens_andNothingLeaves() {
        calls(GOOD, 5);
        calls(BAD, 4);
        assertThat(states()).as("four of nine").isEmpty();
        calls(BAD, 1);
        assertThat(states()).containsExactly(State.OPEN);
        time.advance(Duration.ofSeconds(29));
        var refused = catchThrowableOfType(KsefTransportException.class, this::call);
        assertThat(refused.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(refused)
                .hasMessageContaining("too many calls to scripted failed")
                .hasMessageContaining("2026-11-02T09:00:30Z");
        assertThat(server.received()).hasSize(10);
        assertThat(limiter.left()).as("what does not leave is not billed").hasSize(10);
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(10);
        assertThat(events.of(KsefEvent.Retry.class)).as("not repeated").isEmpty();
        var end = events.of(KsefEvent.CallEnded.class).get(10);
        assertThat(end.outcome()).isEqualTo(Outcome.CIRCUIT_OPEN);
        assertThat(end.attempts()).isZero();
    }

    @Test
    void openCircuit_afterItsTime_isTried_andClosesOrOpensAgain() {
        calls(BAD, 10);
        time.advance(Duration.ofSeconds(30));
        calls(BAD, 3);
        assertThat(states()).containsExactly(State.OPEN, State.HALF_OPEN, State.OPEN);
        assertThatThrownBy(this::call).hasMessageContaining("2026-11-02T09:01:00Z");
        time.advance(Duration.ofSeconds(30));
        calls(GOOD, 3);
        assertThat(states()).endsWith(State.HALF_OPEN, State.CLOSED);
        calls(GOOD, 1);
        assertThat(events.of(KsefEvent.CircuitChanged.class))
                .extracting(KsefEvent.CircuitChanged::environment)
                .containsOnly("scripted");
    }

    @Test
    void refusalsAndLimits_areNoFailures() {
        remake(settings -> settings.rateLimiter(RateLimiter.none()));
        for (int status : List.of(400, 403, 404, 429)) {
            calls(Reply.empty(status, "Retry-After", "odd"), 5);
        }
        assertThat(states()).isEmpty();
        assertThat(server.received()).hasSize(20);
    }

    @Test
    void callsWithoutAnAnswer_areFailures_eachTry() {
        calls(Reply.drop(), 1, 4);
        calls(Reply.drop(), 1, 4);
        server.then(Reply.drop(), Reply.drop(), GOOD);
        assertThatThrownBy(this::call)
                .as("the tenth failure opens it within a call: what is known of that call stands")
                .isInstanceOfSatisfying(
                        KsefTransportException.class,
                        failed -> assertThat(failed.delivery()).isEqualTo(Delivery.UNKNOWN));
        assertThat(states()).containsExactly(State.OPEN);
        assertThat(server.received()).hasSize(10);
    }

    @Test
    void callsThatEndByTheirDeadline_areNoFailures() {
        remake(settings -> settings.time(Time.system()).circuit(50, 2, 2, Duration.ofMinutes(5)));
        Reply late = GOOD.after(20_000);
        server.then(late, late, late);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> transport
                            .open(AuthApi.class, CallScope.anonymous(Duration.ofMillis(50)))
                            .challenge())
                    .isInstanceOf(KsefException.class);
        }
        assertThat(states()).isEmpty();
        assertThat(events.of(KsefEvent.CallEnded.class))
                .extracting(KsefEvent.CallEnded::outcome)
                .containsOnly(Outcome.GIVEN_UP);
    }

    @Test
    void callsThatAreInterrupted_orCutByClosing_areNoFailures() throws Exception {
        remake(settings -> settings.circuit(50, 1, 1, Duration.ofMinutes(5)));
        Reply late = GOOD.after(20_000);
        server.then(late, late);
        Thread interrupted = new Thread(this::callSomehow);
        interrupted.start();
        arrived(1);
        interrupted.interrupt();
        interrupted.join();
        Thread cut = new Thread(this::callSomehow);
        cut.start();
        arrived(2);
        transport.close();
        cut.join();
        assertThat(states()).isEmpty();
        assertThat(events.of(KsefEvent.CallEnded.class))
                .extracting(KsefEvent.CallEnded::outcome)
                .containsExactly(Outcome.GIVEN_UP, Outcome.GIVEN_UP);
    }

    @Test
    void trialThatIsHeldBack_keepsNobodyElseFromBeingOne() throws Exception {
        var gated = new Gated();
        remake(settings -> settings.rateLimiter(gated));
        calls(BAD, 10);
        time.advance(Duration.ofSeconds(30));
        List<Thread> heldBack = begun(this::statusOfASession);
        while (gated.waiting.get() < 3) {
            Thread.onSpinWait();
        }
        calls(GOOD, 3);
        assertThat(states()).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        Reply status = Reply.json(200, "{\"status\":{\"code\":100}}");
        server.then(status, status, status);
        gated.gate.complete(null);
        join(heldBack);
    }

    @Test
    void callThatWasHeldBack_doesNotLeaveThroughACircuitThatOpenedMeanwhile() throws Exception {
        var gated = new Gated();
        remake(settings -> settings.rateLimiter(gated));
        var ended = new CompletableFuture<Throwable>();
        new Thread(() -> ended.complete(catchThrowable(this::statusOfASession))).start();
        while (gated.waiting.get() < 1) {
            Thread.onSpinWait();
        }
        calls(BAD, 10);
        gated.gate.complete(null);
        assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining("was not sent, since too many calls");
        assertThat(server.received()).hasSize(10);
    }

    @Test
    void trialsOfAHalfOpenCircuit_areThree_andTheOthersSpendNoLimit() throws Exception {
        calls(BAD, 10);
        time.advance(Duration.ofSeconds(30));
        var answer = new CompletableFuture<Void>();
        Reply held = out -> {
            answer.join();
            return GOOD.play(out);
        };
        server.then(held, held, held);
        List<Thread> trials = begun(this::call);
        arrived(13);
        assertThatThrownBy(this::call).hasMessageContaining("was not sent");
        assertThat(limiter.left()).hasSize(13);
        answer.complete(null);
        join(trials);
        assertThat(states()).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
    }

    @Test
    void trialsThatAreGivenUp_leaveTheirPlacesToOthers() throws Exception {
        calls(BAD, 10);
        time.advance(Duration.ofSeconds(30));
        Reply late = GOOD.after(20_000);
        server.then(late, late, late);
        List<Thread> trials = begun(this::callSomehow);
        arrived(13);
        trials.forEach(Thread::interrupt);
        join(trials);
        calls(GOOD, 3);
        assertThat(states()).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
    }

    @Test
    void callsThatHangSinceBefore_areNoTrials() throws Exception {
        remake(settings -> settings.readTimeout(Duration.ofMinutes(1)));
        var answer = new CompletableFuture<Void>();
        Reply held = out -> {
            answer.join();
            return GOOD.play(out);
        };
        server.then(held, held, held);
        List<Thread> hanging = begun(this::call);
        arrived(3);
        calls(BAD, 10);
        time.advance(Duration.ofSeconds(30));
        calls(GOOD, 3);
        assertThat(states()).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        answer.complete(null);
        join(hanging);
    }

    private static List<Thread> begun(Runnable call) {
        List<Thread> three = List.of(new Thread(call), new Thread(call), new Thread(call));
        three.forEach(Thread::start);
        return three;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void callSomehow() {
        assertThat(catchThrowable(this::call)).isInstanceOf(KsefException.class);
    }

    private void arrived(int requests) {
        while (server.received().size() < requests) {
            Thread.onSpinWait();
        }
    }

    private void statusOfASession() {
        var token = new AccessToken("access", OffsetDateTime.parse("2030-01-01T00:00:00Z"));
        transport
                .open(
                        SessionApi.class,
                        CallScope.of(Nip.of("5265877635"), BearerSource.of(token), Duration.ofMinutes(2)))
                .status(ReferenceNumber.of("20261102-SO-1111111111-2222222222-33"));
    }

    @Test
    void circuit_byItsSettings_opensSoonerOrNever() {
        remake(settings -> settings.circuit(100, 2, 2, Duration.ofMinutes(5)));
        calls(BAD, 2);
        assertThat(states()).containsExactly(State.OPEN);
        remake(FeignTransport.Builder::circuitOff);
        calls(BAD, 30);
        assertThat(server.received()).hasSize(32);
        var builder = FeignTransport.builder(KsefEnvironment.TEST);
        assertThatThrownBy(() -> builder.circuit(0, 20, 10, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.circuit(50, 20, 21, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.circuit(50, 20, 10, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.attempts(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void calls(Reply reply, int times) {
        calls(reply, times, 1);
    }

    private void calls(Reply reply, int times, int tries) {
        for (int i = 0; i < times * tries; i++) {
            server.then(reply);
        }
        for (int i = 0; i < times; i++) {
            try {
                call();
            } catch (KsefException answered) {
                assertThat(answered.getMessage()).doesNotContain("was not sent");
            }
        }
    }

    private void call() {
        transport
                .open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(2)))
                .challenge();
    }

    private List<State> states() {
        return events.of(KsefEvent.CircuitChanged.class).stream()
                .map(KsefEvent.CircuitChanged::state)
                .toList();
    }

    /** Holds back what is not public until its gate is opened. */
    private static final class Gated implements RateLimiter {

        private final CompletableFuture<Void> gate = new CompletableFuture<>();
        private final AtomicInteger waiting = new AtomicInteger();

        @Override
        public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) {
            if (call.group() != RateLimitGroup.PUBLIC) {
                waiting.incrementAndGet();
                gate.join();
            }
            return true;
        }

        @Override
        public void penalise(LimitedCall call, long untilMillis) {}

        @Override
        public Instant whenFor(LimitedCall call, int calls) {
            return Instant.EPOCH;
        }

        @Override
        public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}
    }
}
