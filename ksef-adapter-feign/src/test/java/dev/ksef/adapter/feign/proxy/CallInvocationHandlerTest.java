package dev.ksef.adapter.feign.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallBegan;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes out of a proxy, and is told of it, when something breaks that should never break. */
class CallInvocationHandlerTest {

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();

    /** An API of a user's own. */
    interface OwnApi {

        @Operation(
                value = "GET /own",
                bearer = BearerKind.NONE,
                limit = RateLimitGroup.PUBLIC,
                replay = ReplayClass.SAFE,
                success = 200)
        Map<String, String> get();

        @Operation(
                value = "POST /own",
                bearer = BearerKind.NONE,
                limit = RateLimitGroup.PUBLIC,
                replay = ReplayClass.ONCE,
                success = 204)
        void post(Object body);

        default String name() {
            return get().get("name");
        }

        default String greeting(String word) {
            return word + " " + name();
        }
    }

    /** Cannot be written. */
    public record Broken(RuntimeException thrown) {

        public String getText() {
            throw thrown;
        }
    }

    /** Ends what writes it. */
    public record Endless(int depth) {

        public Endless getNext() {
            throw new StackOverflowError();
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void methodWithABodyOfItsOwn_isNoCall_butWhatItCallsIs() {
        server.then(Reply.json(200, "{\"name\":\"KSeF\"}"));
        try (FeignTransport transport = transport(events).build()) {
            assertThat(own(transport).greeting("Hello")).isEqualTo("Hello KSeF");
        }
        assertThat(events.of(CallEnded.class)).extracting(CallEnded::operation).containsExactly("GET /own");
    }

    @Test
    void requestThatCannotBeWritten_didNotLeave() {
        try (FeignTransport transport = transport(events).build()) {
            var broken = catchThrowableOfType(
                    KsefTransportException.class,
                    () -> own(transport).post(new Broken(new IllegalStateException("sec-ret"))));
            assertThat(broken.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(broken).hasMessageContaining("could not be written").hasNoCause();
            assertThat(broken.getMessage()).doesNotContain("sec-ret");
            assertThat(catchThrowable(() -> own(transport).post(new Endless(1))))
                    .isNotNull();
        }
        assertThat(server.received()).isEmpty();
        assertThat(events.of(CallEnded.class))
                .extracting(CallEnded::outcome, CallEnded::attempts)
                .containsExactly(tuple(Outcome.UNANSWERED, 0), tuple(Outcome.UNANSWERED, 0));
    }

    @Test
    void errorOfTheMachine_passesAsItIs_isNotRepeated_andTheCallEnds() {
        var asked = new AtomicInteger();
        try (FeignTransport transport = transport(events)
                .engine((request, options) -> {
                    asked.incrementAndGet();
                    throw new OutOfMemoryError("simulated");
                })
                .build()) {
            assertThat(catchThrowable(own(transport)::get)).isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(asked).hasValue(1);
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::failure)
                .containsExactly("OutOfMemoryError");
        assertThat(events.of(CallEnded.class))
                .extracting(CallEnded::outcome, CallEnded::attempts)
                .containsExactly(tuple(Outcome.GIVEN_UP, 1));
    }

    @Test
    void listenerThatEndsTheThread_leavesNoCallWithoutAnEnd() {
        var fatal = new KsefListener() {
            @Override
            public void on(KsefEvent event) {
                if (event instanceof CallBegan) {
                    throw new StackOverflowError();
                }
            }
        };
        try (FeignTransport transport = transport(events).listener(fatal).build()) {
            assertThat(catchThrowable(own(transport)::get)).isInstanceOf(StackOverflowError.class);
        }
        assertThat(events.of(CallBegan.class)).hasSize(1);
        assertThat(events.of(CallEnded.class)).hasSize(1);
    }

    @Test
    void listenerThatThrows_changesNothing() {
        server.then(Reply.json(200, "{}"));
        var odd = new KsefListener() {
            @Override
            public void on(KsefEvent event) {
                throw new IllegalStateException();
            }
        };
        try (FeignTransport transport = transport(odd).listener(events).build()) {
            assertThat(own(transport).get()).isEmpty();
        }
        assertThat(events.all()).hasSize(3);
    }

    private FeignTransport.Builder transport(KsefListener listener) {
        return Engines.transport(URI.create(server.uri() + "/v2"), time, listener);
    }

    private static OwnApi own(FeignTransport transport) {
        return transport.open(OwnApi.class, CallScope.anonymous(Duration.ofMinutes(2)));
    }
}
