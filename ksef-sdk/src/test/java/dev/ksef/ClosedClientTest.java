package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.CuttingProxy;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.SteppedTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of those who use a client that is closed, each waiting for something else, by the machine's own clock: all
 * of them would wait for hours. Afterwards no thread of the client is left.
 */
@Timeout(60)
class ClosedClientTest {

    private static final Duration HOURS = Duration.ofHours(2);

    private final Set<Thread> before = ours();
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void leavesNoThread() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        server.close();
        eventually(() -> before.containsAll(ours()));
    }

    @Test
    void call_thatWaitsForItsAnswer_isCut_andItsOutcomeUnknown() throws Exception {
        server.then(Reply.json(200, "[]").after(20_000));
        KsefClient ksef = client(server.uri() + "/v2", "token");
        FutureTask<Throwable> caller =
                failing(() -> ksef.open(PublicKeyApi.class).certificates());
        eventually(() -> !server.received().isEmpty());
        ksef.close();
        assertThat(failure(caller, KsefTransportException.class).delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void call_thatWaitsForTheRateLimit_isGivenUp() throws Exception {
        server.then(Reply.json(429, "{}", "Retry-After", "3600"));
        KsefClient ksef = client(server.uri() + "/v2", "token");
        FutureTask<Throwable> caller =
                failing(() -> ksef.open(PublicKeyApi.class).certificates());
        eventually(() -> !events.of(KsefEvent.Retry.class).isEmpty());
        ksef.close();
        assertThat(failure(caller, KsefTransportException.class)).hasMessageContaining("closed");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void callers_whoWaitForOneSignIn_areLetGo_andNothingOfTheirsHasLeft() throws Exception {
        KsefSimulator simulator = simulator(HOURS, Duration.ZERO);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        KsefContextClient company = ksef.forNip(simulator.nip());
        List<FutureTask<Throwable>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(failing(() -> company.open(AuthSessionApi.class).list(null, null)));
        }
        eventually(() -> !events.of(KsefEvent.Waiting.class).isEmpty());
        ksef.close();
        for (FutureTask<Throwable> caller : callers) {
            assertThat(failure(caller, KsefException.class)).hasMessageContaining("closed");
        }
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::operation)
                .doesNotContain("GET /auth/sessions");
    }

    @Test
    void wait_forAnInvoice_ends_andSaysWhatToAskForLater() throws Exception {
        KsefSimulator simulator = simulator(Duration.ZERO, HOURS);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        SentInvoice sent = ksef.forNip(simulator.nip())
                .sessions()
                .openOnline(FormCode.FA_3)
                .send(invoice(simulator));
        FutureTask<Throwable> caller = failing(() -> sent.await(HOURS));
        eventually(() -> events.of(KsefEvent.Waiting.class).stream()
                .anyMatch(waiting -> waiting.what().equals("Invoice")));
        ksef.close();
        KsefDeadlineException ended = failure(caller, KsefDeadlineException.class);
        assertThat(ended.referenceNumber()).contains(sent.referenceNumber());
        assertThat(ended).hasMessageContaining("closed").hasMessageContaining("may still finish");
    }

    /** With a clock that stands still, nothing but the closing ends the wait. */
    @Test
    void waits_areEndedByTheClosingItself() throws Exception {
        KsefSimulator simulator = simulator(Duration.ZERO, HOURS);
        KsefClient ksef = client(
                simulator.baseUri().toString(),
                simulator.token(),
                events,
                SteppedTime.at(Instant.now().toString()));
        SentInvoice sent = ksef.forNip(simulator.nip())
                .sessions()
                .openOnline(FormCode.FA_3)
                .send(invoice(simulator));
        FutureTask<Throwable> caller = failing(() -> sent.await(HOURS));
        eventually(() -> events.of(KsefEvent.Waiting.class).stream()
                .anyMatch(waiting -> waiting.what().equals("Invoice")));
        ksef.close();
        assertThat(failure(caller, KsefDeadlineException.class).referenceNumber())
                .contains(sent.referenceNumber());
    }

    @Test
    void send_thatIsCut_isNotTakenForUnsent() throws Exception {
        KsefSimulator simulator = simulator(Duration.ZERO, Duration.ZERO);
        CuttingProxy proxy = CuttingProxy.before(
                URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
        opened.add(proxy);
        KsefClient ksef = client(proxy.uri() + "/v2", simulator.token());
        var session = ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
        proxy.stallAfter("POST", "/invoices");
        FutureTask<Throwable> caller = failing(() -> session.send(invoice(simulator)));
        eventually(() -> proxy.log().stream().anyMatch(line -> line.endsWith("stall after")));
        ksef.close();
        assertThat(failure(caller, KsefTransportException.class).delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void everyUse_ofAClosedClient_isAnIllegalState() {
        KsefSimulator simulator = simulator(Duration.ZERO, Duration.ZERO);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        KsefContextClient company = ksef.forNip(simulator.nip());
        var session = company.sessions().openOnline(FormCode.FA_3);
        SentInvoice sent = session.send(invoice(simulator));
        var api = company.open(AuthSessionApi.class);
        ksef.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> ksef.open(PublicKeyApi.class),
                () -> ksef.forNip("1111111111").sessions().openOnline(FormCode.FA_3),
                () -> company.sessions().openOnline(FormCode.FA_3),
                () -> api.list(null, null),
                () -> session.send(invoice(simulator)),
                session::status,
                session::close,
                () -> sent.await(HOURS),
                company::signOut,
                () -> ksef.tokens().of(company.context()).signInAnew(Deadline.NEVER))) {
            assertThatThrownBy(use).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void closing_twice_andByManyAtOnce_isClosing() throws Exception {
        KsefSimulator simulator = simulator(Duration.ZERO, Duration.ZERO);
        KsefClient ksef = client(simulator.baseUri().toString(), simulator.token());
        ksef.forNip(simulator.nip()).open(AuthSessionApi.class).list(null, null);
        var together = new CountDownLatch(1);
        List<FutureTask<Throwable>> closers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            closers.add(failing(() -> {
                together.await();
                ksef.close();
            }));
        }
        together.countDown();
        for (FutureTask<Throwable> closer : closers) {
            assertThat(closer.get(20, TimeUnit.SECONDS)).isNull();
        }
        ksef.close();
    }

    @Test
    void closing_byAListenerInMidCall_endsTheCallsThatFollow_andNotTheOneThatHadItsAnswer() throws Exception {
        server.then(Reply.json(200, "[]"));
        var itself = new AtomicReference<KsefClient>();
        KsefClient ksef = client(server.uri() + "/v2", "token", new KsefListener() {
            @Override
            public void on(KsefEvent event) {
                if (event instanceof KsefEvent.Attempt) {
                    itself.get().close();
                }
            }
        });
        itself.set(ksef);
        PublicKeyApi api = ksef.open(PublicKeyApi.class);
        assertThat(api.certificates()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(api::certificates).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyClients_oneAfterAnother_leaveNoThreads() throws Exception {
        Set<Thread> all = all();
        for (int i = 0; i < 30; i++) {
            server.then(Reply.json(200, "[]"));
            KsefClient ksef = client(server.uri() + "/v2", "token");
            ksef.open(PublicKeyApi.class).certificates();
            ksef.close();
        }
        assertThat(opened).as("clients that are held although they are closed").hasSize(30);
        // The JDK's client ends its last thread, with its connections, when the garbage collector has found it.
        eventually(() -> {
            System.gc();
            return all().stream().filter(thread -> !all.contains(thread)).noneMatch(ClosedClientTest::isOfAClient);
        });
    }

    private static byte[] invoice(KsefSimulator simulator) {
        return Scenario.invoice(simulator.nip(), "FV/1", LocalDate.now(ZoneId.of("Europe/Warsaw")));
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
        return client(api, token, events);
    }

    private KsefClient client(String api, String token, KsefListener listener) {
        return client(api, token, listener, Time.system());
    }

    private KsefClient client(String api, String token, KsefListener listener, Time time) {
        KsefClient ksef = KsefClient.builder()
                .environment(KsefEnvironment.custom("closing", api, "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(token))
                .timeout(HOURS)
                .time(time)
                .listener(listener)
                .build();
        opened.add(ksef);
        return ksef;
    }

    private static FutureTask<Throwable> failing(ThrowingCallable call) {
        var task = new FutureTask<Throwable>(() -> {
            try {
                call.call();
                return null;
            } catch (RuntimeException failure) {
                assertThat(Thread.currentThread().isInterrupted())
                        .as("interrupt flag")
                        .isFalse();
                return failure;
            } catch (Throwable broken) {
                throw new IllegalStateException(broken);
            }
        });
        var thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <E> E failure(FutureTask<Throwable> caller, Class<E> type)
            throws ExecutionException, InterruptedException, TimeoutException {
        Throwable failure = caller.get(20, TimeUnit.SECONDS);
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static Set<Thread> ours() {
        return all().stream().filter(ClosedClientTest::isOfTheSdk).collect(Collectors.toSet());
    }

    private static boolean isOfAClient(Thread thread) {
        return isOfTheSdk(thread) || thread.getName().startsWith("HttpClient-");
    }

    private static boolean isOfTheSdk(Thread thread) {
        return thread.getName().startsWith("ksef-") && !thread.getName().startsWith("ksef-simulator");
    }

    private static Set<Thread> all() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }
}
