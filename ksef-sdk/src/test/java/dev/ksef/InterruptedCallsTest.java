package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Time;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interrupt does to those who wait, each for something else, and that their threads can go on calling. */
@Timeout(60)
class InterruptedCallsTest {

    private static final Duration HOURS = Duration.ofHours(2);

    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();
    private static final LimitedCall CERTIFICATES =
            new LimitedCall("interrupting", null, RateLimitGroup.PUBLIC, "GET /security/public-key-certificates");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        server.close();
    }

    @Test
    void call_thatWaitsForItsAnswer_ends_andItsOutcomeIsUnknown() throws Exception {
        server.then(Reply.json(200, "[]").after(20_000), Reply.json(200, "[]"));
        KsefClient ksef = client(server.uri() + "/v2", "token");
        KsefException failure = interrupted(
                () -> ksef.open(PublicKeyApi.class).certificates(),
                () -> !server.received().isEmpty(),
                () -> ksef.open(PublicKeyApi.class).certificates());
        assertThat(failure).isInstanceOf(KsefTransportException.class).hasMessageContaining("interrupted");
        assertThat(((KsefTransportException) failure).delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void call_thatWaitsToBeMadeAgain_ends() throws Exception {
        server.then(Reply.json(429, "{}", "Retry-After", "3600"), Reply.json(200, "[]"));
        KsefClient ksef = client(server.uri() + "/v2", "token", RateLimiter.none());
        KsefException failure = interrupted(
                () -> ksef.open(PublicKeyApi.class).certificates(),
                () -> !events.of(KsefEvent.Retry.class).isEmpty(),
                () -> ksef.open(PublicKeyApi.class).certificates());
        assertThat(failure).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("interrupted");
    }

    @Test
    void call_thatIsHeldBack_ends_andDidNotLeave() throws Exception {
        server.then(Reply.json(200, "[]"));
        var limiter = SlidingRateLimiter.of(Time.system());
        limiter.penalise(
                CERTIFICATES, Time.system().millis() + Duration.ofMinutes(59).toMillis());
        KsefClient blocked = client(server.uri() + "/v2", "token", limiter);
        KsefClient free = client(server.uri() + "/v2", "token", RateLimiter.none());
        KsefException failure = interrupted(
                () -> blocked.open(PublicKeyApi.class).certificates(),
                () -> !events.of(KsefEvent.HeldBack.class).isEmpty(),
                () -> free.open(PublicKeyApi.class).certificates());
        assertThat(failure).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("not sent");
        assertThat(server.received()).as("the next call alone").hasSize(1);
    }

    @Test
    void wait_forAnInvoice_ends_andSaysWhatToAskForLater() throws Exception {
        KsefSimulator simulator = simulator(Duration.ZERO, HOURS);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        var session = ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
        SentInvoice sent =
                session.send(Scenario.invoice(simulator.nip(), "FV/1", LocalDate.now(ZoneId.of("Europe/Warsaw"))));
        KsefException failure = interrupted(() -> sent.await(HOURS), () -> waiting("Invoice"), session::status);
        assertThat(failure).isInstanceOf(KsefDeadlineException.class);
        assertThat(((KsefDeadlineException) failure).referenceNumber()).contains(sent.referenceNumber());
    }

    @Test
    void signIn_andWhoeverWaitsForIt_end_eachForItself() throws Exception {
        KsefSimulator simulator = simulator(HOURS, Duration.ZERO);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        AuthSessionApi api = ksef.forNip(simulator.nip()).open(AuthSessionApi.class);
        Call list = () -> api.list(null, null);
        Call another = () -> ksef.open(PublicKeyApi.class).certificates();
        var first = new Caller(list, another);
        first.start();
        eventually(() -> waiting("Sign-in"));
        var second = new Caller(list, another);
        second.start();
        eventually(() -> second.getState() == Thread.State.TIMED_WAITING);
        second.interrupt();
        assertThat(second.ended.get(20, TimeUnit.SECONDS)).isInstanceOf(KsefDeadlineException.class);
        assertThat(first.ended).as("the one that signs in").isNotDone();
        first.interrupt();
        assertThat(first.ended.get(20, TimeUnit.SECONDS)).isInstanceOf(KsefDeadlineException.class);
    }

    private KsefException interrupted(Call call, BooleanSupplier isWaiting, Call next) throws Exception {
        var caller = new Caller(call, next);
        caller.start();
        eventually(isWaiting);
        caller.interrupt();
        return caller.ended.get(20, TimeUnit.SECONDS);
    }

    private boolean waiting(String what) {
        return events.of(KsefEvent.Waiting.class).stream()
                .anyMatch(waiting -> waiting.what().equals(what));
    }

    private KsefSimulator simulator(Duration authentication, Duration processing) {
        KsefSimulator simulator = KsefSimulator.builder()
                .authenticationDelay(authentication)
                .processingDelay(processing)
                .start();
        opened.add(simulator);
        return simulator;
    }

    private KsefClient client(String api, String token) {
        return client(api, token, SlidingRateLimiter.of(Time.system()));
    }

    private KsefClient client(String api, String token, RateLimiter limiter) {
        KsefClient ksef = KsefClient.builder()
                .environment(KsefEnvironment.custom("interrupting", api, "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(token))
                .timeout(HOURS)
                .rateLimiter(limiter)
                .listener(events)
                .build();
        opened.add(ksef);
        return ksef;
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** Something that is called. */
    private interface Call {

        Object make();
    }

    /** Makes a call that is interrupted, and then, with the flag cleared, another one that works. */
    private static final class Caller extends Thread {

        private final CompletableFuture<KsefException> ended = new CompletableFuture<>();
        private final Call call;
        private final Call next;

        Caller(Call call, Call next) {
            this.call = call;
            this.next = next;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                ended.complete(failure());
            } catch (RuntimeException | AssertionError broken) {
                ended.completeExceptionally(broken);
            }
        }

        private KsefException failure() {
            try {
                throw new AssertionError("It was not interrupted, but yielded " + call.make());
            } catch (KsefException failure) {
                assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
                assertThat(next.make()).as("the thread's next call").isNotNull();
                return failure;
            }
        }
    }
}
