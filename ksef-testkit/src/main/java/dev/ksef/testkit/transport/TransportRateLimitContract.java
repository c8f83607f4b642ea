package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.ended;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.CallOutcomes.inBackground;
import static dev.ksef.testkit.transport.CallOutcomes.until;
import static dev.ksef.testkit.transport.TransportSamples.ACCESS;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.LATER;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.OTHER_SESSION;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that a {@link Transport} asks its rate limiter before each exchange, and tells it of each block. */
public interface TransportRateLimitContract extends TransportFixture {

    @Test
    default void everyExchange_isCountedByTheLimiter() {
        server().then(
                        Reply.empty(307, "Location", "/v2/elsewhere"),
                        Reply.drop(),
                        Reply.empty(502),
                        Reply.json(200, STATUS),
                        Reply.json(200, CHALLENGE));
        limitedStatus(SESSION);
        limitedTransport()
                .open(AuthApi.class, CallScope.of(NIP, BearerSource.none(), PATIENCE))
                .challenge();
        var status = new LimitedCall("scripted", NIP, RateLimitGroup.SESSION_MISC, "GET /sessions/{referenceNumber}");
        assertThat(limiter().left())
                .as("public calls are nobody's")
                .containsExactly(
                        status,
                        status,
                        status,
                        status,
                        new LimitedCall("scripted", null, RateLimitGroup.PUBLIC, "POST /auth/challenge"));
        assertThat(events().of(KsefEvent.HeldBack.class)).isEmpty();
        assertThat(events().of(KsefEvent.LetGo.class)).isEmpty();
    }

    @Test
    default void block_isTold_andNoOtherCallLeavesWhileItLasts() throws Exception {
        server().then(Reply.json(429, "", "Retry-After", "3000"), Reply.json(200, STATUS));
        var error = failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION));
        assertThat(error.notBefore()).contains(time().instant().plusSeconds(3000));
        assertThat(limiter().penalties())
                .containsExactly(
                        new RecordingRateLimiter.Penalty(limiter().left().get(0), time().millis() + 3_000_000));
        assertThat(events().of(KsefEvent.Blocked.class))
                .extracting(KsefEvent.Blocked::retryAfter)
                .containsExactly(Duration.ofSeconds(3000));

        var patient = new CallScope(NIP, BearerSource.of(ACCESS), Duration.ofHours(1), Deadline.NEVER);
        var ending = inBackground(
                () -> limitedTransport().open(SessionApi.class, patient).status(OTHER_SESSION));
        until(() -> limiter().waiting() == 1);
        assertThat(server().received())
                .as("nothing leaves while the block lasts")
                .hasSize(1);
        assertThat(events().of(KsefEvent.HeldBack.class))
                .extracting(KsefEvent.HeldBack::expected)
                .containsExactly(Duration.ofSeconds(3000));
        time().advance(Duration.ofSeconds(3000));
        limiter().letGo();
        assertThat(ending.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(server().received()).hasSize(2);
        assertThat(events().of(KsefEvent.LetGo.class))
                .extracting(KsefEvent.LetGo::group, KsefEvent.LetGo::waited)
                .containsExactly(tuple(RateLimitGroup.SESSION_MISC, Duration.ofSeconds(3000)));
    }

    @Test
    default void limiter_isToldOfEachAnswerThatIsNoBlock() throws Exception {
        server().then(Reply.json(429, "", "Retry-After", "3000"));
        failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION));
        assertThat(limiter().answered()).isEmpty();
        limiter().letGo();
        time().advance(Duration.ofSeconds(3000));
        server().then(Reply.json(200, STATUS), Reply.json(400, "{}"));
        limitedStatus(SESSION);
        failure(KsefApiException.class, () -> limitedStatus(SESSION));
        assertThat(limiter().answered())
                .hasSize(2)
                .containsOnly(limiter().left().get(0));
    }

    @Test
    default void pauseThatNobodyCanMean_isCutToSixHours() throws Exception {
        server().then(Reply.json(429, "", "Retry-After", "1893456000"), Reply.json(200, STATUS));
        limiter().letGo();
        var patient = new CallScope(NIP, BearerSource.of(ACCESS), Duration.ofDays(1), Deadline.NEVER);
        long begin = time().millis();
        // A limiter that lets everything go leaves the pause to the call itself.
        transport().open(SessionApi.class, patient).status(SESSION);
        assertThat(time().millis() - begin).isEqualTo(Duration.ofHours(6).toMillis());
    }

    @Test
    default void blockOfUnknownLength_pausesTheOthersForAMoment() {
        server().then(Reply.json(429, "", "Retry-After", "soon"));
        failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION));
        assertThat(limiter().penalties().get(0).untilMillis()).isEqualTo(time().millis() + 1000);
        assertThat(events().of(KsefEvent.Blocked.class))
                .extracting(KsefEvent.Blocked::retryAfter)
                .containsOnlyNulls();
    }

    @Test
    default void bearerThatEndsWhileItsCallIsHeldBack_isNotTheOneThatLeaves() throws Exception {
        server().then(Reply.json(200, STATUS));
        limiter().penalise(new LimitedCall("any", null, RateLimitGroup.OTHER, "any"), time().millis() + 1_000);
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
        var ending = inBackground(() -> limitedTransport()
                .open(SessionApi.class, CallScope.of(NIP, source, PATIENCE))
                .status(SESSION));
        until(() -> limiter().waiting() == 1);
        good.set(new AccessToken("another", LATER));
        time().advance(Duration.ofSeconds(1));
        limiter().letGo();
        assertThat(ending.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(server().received().get(0).header("authorization")).contains("Bearer another");
    }

    @Test
    default void callHeldBack_whenTheTransportIsClosed_isLetGo() throws Exception {
        var ending = heldBack();
        limitedTransport().close();
        assertThat(ending.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        KsefTransportException.class,
                        cut -> assertThat(cut.delivery()).isEqualTo(Delivery.NOT_SENT));
        assertThat(server().received()).hasSize(1);
        assertThat(events().of(KsefEvent.LetGo.class)).hasSize(1);
        assertThat(ended(events())).endsWith(tuple(Outcome.GIVEN_UP, 0));
    }

    @Test
    default void callHeldBack_whoseThreadIsInterrupted_endsWithTheFlagSet() throws Exception {
        failFirst();
        var flag = new CompletableFuture<Boolean>();
        var caller = new Thread(() -> {
            KsefDeadlineException interrupted =
                    catchThrowableOfType(KsefDeadlineException.class, () -> limitedStatus(OTHER_SESSION));
            flag.complete(interrupted != null && Thread.currentThread().isInterrupted());
        });
        caller.start();
        until(() -> limiter().waiting() == 1);
        caller.interrupt();
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended(events())).endsWith(tuple(Outcome.GIVEN_UP, 0));
    }

    private CompletableFuture<@Nullable Throwable> heldBack() throws InterruptedException {
        failFirst();
        var ending = inBackground(() -> limitedStatus(OTHER_SESSION));
        until(() -> limiter().waiting() == 1);
        return ending;
    }

    private void failFirst() {
        server().then(Reply.json(429, "", "Retry-After", "soon"));
        failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION));
    }

    private int limitedStatus(ReferenceNumber session) {
        return limitedTransport()
                .open(SessionApi.class, scope())
                .status(session)
                .status()
                .code();
    }
}
