package dev.ksef.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.Retry.Cause;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.ScriptedServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Transport} must do when KSeF limits, fails or is not there, and what it tells of it, shown over a real
 * socket. Extend it and make a transport for the given address: with the given clock, listener and limiter, a connect
 * timeout of 2 s and a read timeout of 2 s, at most four attempts, and a first pause of 500 ms, up to half of it more or less.
 */
@Timeout(20)
public abstract class TransportTroubleContract {

    private static final Nip NIP = Nip.of("5265877635");
    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    private static final ReferenceNumber OTHER = ReferenceNumber.of("20261102-SO-4444444444-5555555555-66");
    private static final AccessToken ACCESS =
            new AccessToken("access-sec-ret", OffsetDateTime.parse("2030-01-01T00:00:00Z"));
    private static final String STATUS = "{\"status\":{\"code\":100}}";
    private static final String CHALLENGE = "{\"challenge\":\"c\",\"timestampMs\":1}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PROBLEM = "application/problem+json";

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final RecordedLimiter limiter = new RecordedLimiter(time);
    private final ScriptedServer server = ScriptedServer.start();
    private @Nullable Transport transport;

    /** A transport for the API below the given address of the environment {@code scripted}. */
    protected abstract Transport transport(URI apiBase, Time time, KsefListener listener, RateLimiter rateLimiter);

    @BeforeEach
    void open() {
        transport = transport(URI.create(server.uri() + "/v2"), time, events, limiter);
    }

    @AfterEach
    void close() {
        transport().close();
        server.close();
    }

    // Repetition

    @Test
    void unavailable_onACallThatMayBeRepeated_isRepeatedAfterGrowingPauses() {
        server.then(Reply.empty(502), Reply.of(504, "text/html", "<html>"), Reply.json(200, STATUS));
        assertThat(status(SESSION)).isEqualTo(100);
        assertThat(server.received()).hasSize(3);
        assertThat(events.of(KsefEvent.Retry.class))
                .extracting(KsefEvent.Retry::attempt, KsefEvent.Retry::cause, KsefEvent.Retry::reason)
                .containsExactly(tuple(1, Cause.UNAVAILABLE, "HTTP 502"), tuple(2, Cause.UNAVAILABLE, "HTTP 504"));
        List<Duration> pauses = events.of(KsefEvent.Retry.class).stream()
                .map(KsefEvent.Retry::delay)
                .toList();
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(time.slept()).isEqualTo(pauses.get(0).plus(pauses.get(1)));
    }

    @Test
    void unavailable_timeAndAgain_isTheCallersProblem() {
        Reply busy = Reply.empty(503);
        server.then(busy, busy, busy, busy, busy);
        assertThat(failure(KsefApiException.class, () -> status(SESSION)).status())
                .isEqualTo(503);
        assertThat(server.received()).hasSize(4);
    }

    @Test
    void unavailable_withATimeToComeBack_isRepeatedThen() {
        server.then(Reply.empty(503, "Retry-After", "17"), Reply.json(200, STATUS));
        status(SESSION);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void pauseBeyondTheDeadline_isNotBegun() {
        server.then(Reply.empty(503, "Retry-After", "120"), Reply.json(200, STATUS));
        assertThat(failure(KsefApiException.class, () -> status(SESSION)).status())
                .isEqualTo(503);
        assertThat(time.slept()).isZero();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void unavailable_onACallThatMustNotBeRepeated_isNotRepeated() {
        for (int status : List.of(502, 503, 504)) {
            server.then(Reply.empty(status, "Retry-After", "1"));
            assertThat(failure(KsefApiException.class, this::closeSession).status())
                    .isEqualTo(status);
        }
        assertThat(server.received()).hasSize(3);
        assertThat(events.of(KsefEvent.Retry.class)).isEmpty();
    }

    @Test
    void otherErrors_areNotRepeated() {
        for (int status : List.of(400, 404, 418, 500, 501)) {
            server.then(Reply.empty(status));
            assertThat(failure(KsefApiException.class, () -> status(SESSION)).status())
                    .isEqualTo(status);
        }
        assertThat(server.received()).hasSize(5);
    }

    @Test
    void serverThatIsNotThere_isTriedAgain_alsoByACallThatMustNotBeRepeated() {
        // Nobody listens on the first port of the system.
        try (Transport nowhere = transport(URI.create("http://127.0.0.1:1/v2"), time, events, limiter)) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(OnlineSessionApi.class, scope()).close(SESSION));
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(4);
        assertThat(time.slept()).isBetween(Duration.ofMillis(1750), Duration.ofMillis(5250));
    }

    @Test
    void signInThatFailsOnTheWay_isNotRepeatedByTheCall() {
        Transport nested = transport();
        var signingIn = new BearerSource() {
            @Override
            public BearerToken bearer(Deadline deadline) {
                nested.open(AuthApi.class, CallScope.anonymous(PATIENCE)).challenge();
                return ACCESS;
            }

            @Override
            public void rejected(BearerToken token) {}
        };
        Reply busy = Reply.drop();
        server.then(busy, busy, busy, busy, busy, busy, busy, busy);
        failure(
                KsefTransportException.class,
                () -> nested.open(SessionApi.class, CallScope.of(NIP, signingIn, PATIENCE))
                        .status(SESSION));
        assertThat(server.received()).as("four times, not four times four").hasSize(4);
        assertThat(ended()).containsExactly(tuple(Outcome.UNANSWERED, 4), tuple(Outcome.UNANSWERED, 0));
    }

    @Test
    void closing_letsGoOfACallThatWaitsToBeMadeAgain() throws Exception {
        server.then(Reply.json(429, "", "Retry-After", "60"), Reply.json(200, STATUS));
        try (Transport patient =
                transport(URI.create(server.uri() + "/v2"), Time.system(), events, RateLimiter.none())) {
            var ending =
                    inBackground(() -> patient.open(SessionApi.class, scope()).status(SESSION));
            until(() -> !events.of(KsefEvent.Retry.class).isEmpty());
            patient.close();
            assertThat(ending.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            KsefTransportException.class,
                            cut -> assertThat(cut.delivery()).isEqualTo(Delivery.NOT_SENT))
                    .hasMessageContaining("closed");
        }
        assertThat(server.received()).hasSize(1);
        assertThat(ended()).containsExactly(tuple(Outcome.GIVEN_UP, 1));
    }

    // Limits

    @Test
    void everyExchange_isCountedByTheLimiter() {
        server.then(
                Reply.empty(307, "Location", "/v2/elsewhere"),
                Reply.drop(),
                Reply.empty(502),
                Reply.json(200, STATUS),
                Reply.json(200, CHALLENGE));
        status(SESSION);
        transport()
                .open(AuthApi.class, CallScope.of(NIP, BearerSource.none(), PATIENCE))
                .challenge();
        var status = new LimitedCall("scripted", NIP, RateLimitGroup.SESSION_MISC, "GET /sessions/{referenceNumber}");
        assertThat(limiter.left())
                .as("public calls are nobody's")
                .containsExactly(
                        status,
                        status,
                        status,
                        status,
                        new LimitedCall("scripted", null, RateLimitGroup.PUBLIC, "POST /auth/challenge"));
        assertThat(events.of(KsefEvent.HeldBack.class)).isEmpty();
        assertThat(events.of(KsefEvent.LetGo.class)).isEmpty();
    }

    @Test
    void block_isTold_andNoOtherCallLeavesWhileItLasts() throws Exception {
        server.then(Reply.json(429, "", "Retry-After", "3000"), Reply.json(200, STATUS));
        var error = failure(KsefRateLimitedException.class, () -> status(SESSION));
        assertThat(error.notBefore()).contains(time.instant().plusSeconds(3000));
        assertThat(limiter.penalties())
                .containsExactly(new RecordedLimiter.Penalty(limiter.left().get(0), time.millis() + 3_000_000));
        assertThat(events.of(KsefEvent.Blocked.class))
                .extracting(KsefEvent.Blocked::retryAfter)
                .containsExactly(Duration.ofSeconds(3000));

        var patient = new CallScope(NIP, BearerSource.of(ACCESS), Duration.ofHours(1), Deadline.NEVER);
        var ending =
                inBackground(() -> transport().open(SessionApi.class, patient).status(OTHER));
        until(() -> limiter.waiting() == 1);
        assertThat(server.received()).as("nothing leaves while the block lasts").hasSize(1);
        assertThat(events.of(KsefEvent.HeldBack.class))
                .extracting(KsefEvent.HeldBack::expected)
                .containsExactly(Duration.ofSeconds(3000));
        time.advance(Duration.ofSeconds(3000));
        limiter.letGo();
        assertThat(ending.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(server.received()).hasSize(2);
        assertThat(events.of(KsefEvent.LetGo.class))
                .extracting(KsefEvent.LetGo::group, KsefEvent.LetGo::waited)
                .containsExactly(tuple(RateLimitGroup.SESSION_MISC, Duration.ofSeconds(3000)));
    }

    @Test
    void bearerThatEndsWhileItsCallIsHeldBack_isNotTheOneThatLeaves() throws Exception {
        server.then(Reply.json(200, STATUS));
        limiter.penalise(new LimitedCall("any", null, RateLimitGroup.OTHER, "any"), time.millis() + 1_000);
        var good = new AtomicReference<>(ACCESS);
        var source = new BearerSource() {
            @Override
            public BearerToken bearer(Deadline deadline) {
                return good.get();
            }

            @Override
            public void rejected(BearerToken token) {
                throw new AssertionError("none was refused");
            }
        };
        var ending = inBackground(() -> transport()
                .open(SessionApi.class, CallScope.of(NIP, source, PATIENCE))
                .status(SESSION));
        until(() -> limiter.waiting() == 1);
        good.set(new AccessToken("another", OffsetDateTime.parse("2030-01-01T00:00:00Z")));
        time.advance(Duration.ofSeconds(1));
        limiter.letGo();
        assertThat(ending.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(server.received().get(0).header("authorization")).contains("Bearer another");
    }

    @Test
    void blockOfUnknownLength_pausesTheOthersForAMoment() {
        server.then(Reply.json(429, "", "Retry-After", "soon"));
        failure(KsefRateLimitedException.class, () -> status(SESSION));
        assertThat(limiter.penalties().get(0).untilMillis()).isEqualTo(time.millis() + 1000);
        assertThat(events.of(KsefEvent.Blocked.class))
                .extracting(KsefEvent.Blocked::retryAfter)
                .containsOnlyNulls();
    }

    @Test
    void callHeldBack_whenTheTransportIsClosed_isLetGo() throws Exception {
        var ending = heldBack();
        transport().close();
        assertThat(ending.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        KsefTransportException.class,
                        cut -> assertThat(cut.delivery()).isEqualTo(Delivery.NOT_SENT));
        assertThat(server.received()).hasSize(1);
        assertThat(events.of(KsefEvent.LetGo.class)).hasSize(1);
        assertThat(ended()).endsWith(tuple(Outcome.GIVEN_UP, 0));
    }

    @Test
    void callHeldBack_whoseThreadIsInterrupted_endsWithTheFlagSet() throws Exception {
        failFirst();
        var flag = new CompletableFuture<Boolean>();
        var caller = new Thread(() -> {
            KsefDeadlineException interrupted = catchThrowableOfType(KsefDeadlineException.class, () -> status(OTHER));
            flag.complete(interrupted != null && Thread.currentThread().isInterrupted());
        });
        caller.start();
        until(() -> limiter.waiting() == 1);
        caller.interrupt();
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended()).endsWith(tuple(Outcome.GIVEN_UP, 0));
    }

    private CompletableFuture<@Nullable Throwable> heldBack() {
        failFirst();
        var ending = inBackground(() -> status(OTHER));
        until(() -> limiter.waiting() == 1);
        return ending;
    }

    private void failFirst() {
        server.then(Reply.json(429, "", "Retry-After", "soon"));
        failure(KsefRateLimitedException.class, () -> status(SESSION));
    }

    // What is told

    @Test
    void eventsOfACall_comeInOrder_andHaveOneCorrelation() {
        server.then(
                Reply.of(429, PROBLEM, "{\"traceId\":\"trace-1\"}", "Retry-After", "2"),
                Reply.of(503, PROBLEM, "{\"detail\":\"busy\",\"traceId\":\"trace-2\"}"),
                Reply.json(200, "{\"status\":{\"code\":100,\"new\":1}}", "X-System-Warning", "[a]: b"));
        status(SESSION);
        assertThat(events.all())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "CallBegan",
                        "Attempt",
                        "Blocked",
                        "Retry",
                        "Attempt",
                        "Retry",
                        "Attempt",
                        "SystemWarning",
                        "UnknownField",
                        "CallEnded");
        List<CallCorrelation> correlations =
                events.all().stream().map(TransportTroubleContract::correlation).toList();
        assertThat(correlations)
                .as("but for the trace, which each answer has of its own")
                .extracting(CallCorrelation::call, CallCorrelation::context, CallCorrelation::referenceNumber)
                .containsOnly(tuple(correlations.get(0).call(), NIP, SESSION));
        assertThat(correlations)
                .extracting(CallCorrelation::traceId)
                .containsExactly(
                        null, "trace-1", "trace-1", "trace-1", "trace-2", "trace-2", "trace-2", "trace-2", "trace-2",
                        "trace-2");
        var end = events.of(KsefEvent.CallEnded.class).get(0);
        assertThat(end.operation()).isEqualTo("GET /sessions/{referenceNumber}");
        assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(end.attempts()).isEqualTo(3);
        assertThat(end.duration()).as("waits included").isEqualTo(time.slept());
    }

    @Test
    void callsAtTheSameTime_areToldApart() throws Exception {
        var bothThere = new CountDownLatch(2);
        Reply together = out -> {
            bothThere.countDown();
            return bothThere.await(10, TimeUnit.SECONDS)
                    && Reply.json(200, STATUS).play(out);
        };
        server.then(together, together);
        var one = inBackground(() -> status(SESSION));
        var other = inBackground(() -> status(OTHER));
        assertThat(one.get(20, TimeUnit.SECONDS)).isNull();
        assertThat(other.get(20, TimeUnit.SECONDS)).isNull();
        for (ReferenceNumber session : List.of(SESSION, OTHER)) {
            assertThat(events.all().stream()
                            .filter(event -> session.equals(correlation(event).referenceNumber())))
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("CallBegan", "Attempt", "CallEnded");
        }
        assertThat(events.all())
                .extracting(event -> correlation(event).call())
                .as("each has a number of its own")
                .contains(1L, 2L)
                .allMatch(number -> number == 1 || number == 2);
    }

    @Test
    void endOfACall_isToldLast_whateverBecomesOfIt() {
        server.then(Reply.of(400, PROBLEM, "{\"errors\":[{\"code\":21405}]}"), Reply.empty(500));
        failure(KsefApiException.class, () -> status(SESSION));
        failure(KsefApiException.class, () -> status(SESSION));
        server.then(Reply.of(200, "text/html", "<html>"), Reply.json(200, "{}}"));
        failure(KsefTransportException.class, () -> status(SESSION));
        failure(KsefTransportException.class, () -> status(SESSION));
        server.then(Reply.empty(307, "Location", "http://elsewhere.invalid/"), Reply.drop());
        failure(KsefTransportException.class, () -> status(SESSION));
        failure(KsefTransportException.class, this::closeSession);
        var over = scope().until(new Deadline(time.millis()));
        failure(
                KsefDeadlineException.class,
                () -> transport().open(SessionApi.class, over).status(SESSION));
        server.then(Reply.json(429, "", "Retry-After", "3000"));
        failure(KsefRateLimitedException.class, () -> status(SESSION));
        assertThat(failure(KsefRateLimitedException.class, () -> status(SESSION))
                        .isHeldBack())
                .isTrue();
        assertThatThrownBy(() -> status(new ReferenceNumber(".."))).isInstanceOf(IllegalArgumentException.class);
        assertThat(ended())
                .containsExactly(
                        tuple(Outcome.REFUSED, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.REFUSED, 1),
                        tuple(Outcome.UNANSWERED, 1),
                        tuple(Outcome.GIVEN_UP, 0),
                        tuple(Outcome.RATE_LIMITED, 1),
                        tuple(Outcome.RATE_LIMITED, 0),
                        tuple(Outcome.GIVEN_UP, 0));
        assertThat(limiter.left()).as("what does not leave is not counted").hasSize(7);
        assertThat(events.of(KsefEvent.HeldBack.class)).as("who does not wait").isEmpty();
        assertThat(events.of(KsefEvent.CallBegan.class)).hasSize(10);
        assertThat(events.all()).last().isInstanceOf(KsefEvent.CallEnded.class);
    }

    private static CallCorrelation correlation(KsefEvent event) {
        if (event instanceof KsefEvent.CallBegan e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Attempt e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Blocked e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Retry e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.SystemWarning e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.UnknownField e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.CallEnded e) {
            return e.correlation();
        }
        throw new AssertionError("An event that was not expected: " + event);
    }

    // What is read

    @Test
    void forbidden_saysWhyAndWhatSupportAsksFor() {
        server.then(
                Reply.of(
                        403,
                        PROBLEM,
                        "{\"title\":\"Forbidden\",\"detail\":\"Zablokowano.\",\"reasonCode\":\"security-service-blocked\","
                                + "\"security\":{\"incidentId\":\"1234-5678\",\"clientIp\":\"192.0.2.7\"}}"),
                Reply.of(
                        403,
                        PROBLEM,
                        "{\"reasonCode\":\"ip-not-allowed\",\"security\":{\"clientIp\":\"192.0.2.7\"},\"traceId\":\"t-1\"}"),
                Reply.empty(403),
                Reply.of(403, PROBLEM, "{\"reasonCode\":\"of-the-future\",\"security\":[1],\"detail\":{\"a\":1}}"));
        var blocked = failure(KsefForbiddenException.class, () -> status(SESSION));
        assertThat(blocked.reasonCode()).contains("security-service-blocked");
        assertThat(blocked)
                .hasMessageContaining("Zablokowano.")
                .hasMessageContaining("incidentId 1234-5678")
                .hasMessageContaining("clientIp 192.0.2.7");
        var address = failure(KsefForbiddenException.class, () -> status(SESSION));
        assertThat(address).hasMessageContaining("ip-not-allowed, clientIp 192.0.2.7");
        assertThat(address.traceId()).contains("t-1");
        var empty = failure(KsefForbiddenException.class, () -> status(SESSION));
        assertThat(empty.reasonCode()).isEmpty();
        assertThat(empty).hasMessageContaining("an empty answer");
        assertThat(empty.body()).isEmpty();
        assertThat(failure(KsefForbiddenException.class, () -> status(SESSION)).reasonCode())
                .contains("of-the-future");
    }

    @Test
    void detailOfA429_isTold_inBothForms() {
        server.then(
                Reply.json(
                        429,
                        "{\"status\":{\"code\":429,\"description\":\"Too Many Requests\",\"details\":[\"Po 3000 s\"]}}",
                        "Retry-After",
                        "3000"),
                Reply.of(
                        429,
                        PROBLEM,
                        "{\"title\":\"Too Many Requests\",\"detail\":\"Za 3000 s\"}",
                        "Retry-After",
                        "3000"));
        for (String detail : List.of("Po 3000 s", "Za 3000 s")) {
            assertThat(failure(KsefRateLimitedException.class, () -> status(SESSION)))
                    .hasMessageContaining(detail);
            time.advance(Duration.ofSeconds(3000));
        }
    }

    @Test
    void errorOfTheServer_withNothingButATrace_saysThat() {
        server.then(Reply.json(500, "{\"exception\":{\"serviceCode\":\"00-0123456789abcdef-01\"}}"));
        assertThat(failure(KsefApiException.class, () -> status(SESSION)).traceId())
                .contains("00-0123456789abcdef-01");
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(attempt -> attempt.correlation().traceId())
                .containsExactly("00-0123456789abcdef-01");
    }

    @Test
    void bodyOfAnError_isKeptForSupport_withoutSecrets() {
        server.then(
                Reply.of(
                        400,
                        "text/plain",
                        "you sent access-sec-ret to https://host/a?sig=sec-ret by eyJhbGciOi.sec-ret"),
                Reply.of(400, "text/html", "<html>" + "blocked ".repeat(1000)));
        var quoting = failure(KsefApiException.class, () -> status(SESSION));
        assertThat(quoting.body().orElseThrow())
                .startsWith("you sent [...] to https://host/a?")
                .doesNotContain("sec-ret");
        var page = failure(KsefApiException.class, () -> status(SESSION));
        assertThat(page.body().orElseThrow()).startsWith("<html>blocked").hasSize(2048);
        assertThat(page).hasMessageContaining("text/html").hasMessageNotContaining("blocked");
    }

    private Transport transport() {
        return Objects.requireNonNull(transport);
    }

    private int status(ReferenceNumber session) {
        return transport()
                .open(SessionApi.class, scope())
                .status(session)
                .status()
                .code();
    }

    private void closeSession() {
        transport().open(OnlineSessionApi.class, scope()).close(SESSION);
    }

    private static CallScope scope() {
        return CallScope.of(NIP, BearerSource.of(ACCESS), PATIENCE);
    }

    private List<Tuple> ended() {
        return events.of(KsefEvent.CallEnded.class).stream()
                .map(end -> tuple(end.outcome(), end.attempts()))
                .toList();
    }

    /** What the call ends with; null where it succeeds. */
    private static CompletableFuture<@Nullable Throwable> inBackground(Runnable call) {
        var ending = new CompletableFuture<@Nullable Throwable>();
        var caller = new Thread(() -> {
            try {
                call.run();
                ending.complete(null);
            } catch (RuntimeException failed) {
                ending.complete(failed);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return ending;
    }

    private static void until(BooleanSupplier met) {
        while (!met.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static <E extends KsefException> E failure(Class<E> type, Runnable call) {
        E failure = catchThrowableOfType(type, call::run);
        assertThat(failure).as("a failure of the call").isExactlyInstanceOf(type);
        return failure;
    }
}
