package dev.ksef.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.ScriptedServer.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Transport} must make of answers that nobody should send and of callers that nobody waits for, shown over
 * a real socket: nothing that may be made once leaves twice, and whatever comes back is an exception of ours. Extend it and
 * make a transport as for {@link TransportTroubleContract}, without a limiter.
 */
@Timeout(30)
public abstract class TransportHostilityContract {

    private static final Nip NIP = Nip.of("5265877635");
    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    private static final String STATUS = "{\"status\":{\"code\":100}}";
    private static final String PROBLEM = "application/problem+json";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();
    private @Nullable Transport transport;

    /** A transport for the API below the given address, without a limiter. */
    protected abstract Transport transport(URI apiBase, Time time, KsefListener listener);

    @BeforeEach
    void open() {
        transport = transport(URI.create(server.uri() + "/v2"), time, events);
    }

    @AfterEach
    void close() {
        transport().close();
        server.close();
    }

    // What may be made once

    @Test
    void onceOnly_whateverIsAnswered_leavesOnce() {
        for (int status : List.of(300, 302, 400, 408, 418, 421, 425, 451, 500, 502, 503, 504, 599)) {
            for (String pause : List.of("0", "1")) {
                arrivesOnce("HTTP " + status, Reply.empty(status, "Retry-After", pause, "Location", "/v2/other"));
            }
        }
        arrivesOnce("401", Reply.empty(401));
        arrivesOnce("an unreadable pause", Reply.empty(429, "Retry-After", "soon"));
    }

    @Test
    void onceOnly_whateverBecomesOfTheAnswer_leavesOnceAndIsUnknown() {
        for (Reply reply : List.of(
                Reply.drop(),
                Reply.cut(200, "application/json", STATUS),
                Reply.of(200, "text/html", "<html>"),
                Reply.of(200, "text/plain", "Blocked"),
                Reply.of(200, "application/json", "no gzip", "Content-Encoding", "gzip"),
                raw("HTTP/1.1 2"),
                raw("SSH-2.0-OpenSSH\r\n"))) {
            KsefException failure = arrivesOnce("what is broken", reply);
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            KsefTransportException.class,
                            unknown -> assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN));
        }
    }

    @Test
    void onceOnly_afterAnswersThatProcessedNothing_isMadeAgain_untilOneMayHave() {
        server.then(
                Reply.json(429, "", "Retry-After", "1"),
                Reply.empty(307, "Location", "close"),
                Reply.empty(401),
                Reply.drop(),
                Reply.empty(204));
        var unknown = catchThrowableOfType(
                KsefTransportException.class,
                () -> transport()
                        .open(OnlineSessionApi.class, CallScope.of(NIP, new Renewed(), PATIENCE))
                        .close(SESSION));
        assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).hasSize(4);
        assertThat(events.of(KsefEvent.CallEnded.class))
                .extracting(KsefEvent.CallEnded::attempts)
                .containsExactly(4);
    }

    private KsefException arrivesOnce(String what, Reply reply) {
        int before = server.received().size();
        server.then(reply);
        Throwable failure = catchThrowable(this::closeSession);
        assertThat(server.received()).as("requests before and by %s", what).hasSize(before + 1);
        assertThat(failure).as(what).isInstanceOf(KsefException.class);
        return (KsefException) failure;
    }

    // When to come back

    @Test
    void pause_thatEndsJustBeforeTheDeadline_isWaited_andOneThatEndsWithItIsNot() {
        Reply limit = Reply.json(429, "", "Retry-After", "37");
        server.then(limit, limit, limit);
        // The millisecond that is left may be too short for what follows.
        Throwable whatever = catchThrowable(() -> status(Duration.ofMillis(37_001)));
        assertThat(whatever).isInstanceOf(KsefException.class);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(37));
        var limited = catchThrowableOfType(KsefRateLimitedException.class, () -> status(Duration.ofMillis(37_000)));
        assertThat(limited.notBefore()).contains(time.instant().plusSeconds(37));
        assertThat(time.slept()).as("nothing was slept for it").isEqualTo(Duration.ofSeconds(37));
    }

    @Test
    void pause_inOddForms_isNeverTakenForShorter() {
        time.advance(Duration.ofSeconds(10));
        for (String form : List.of("1.2", "+2", "2, 9", "002", "Mon, 2 Nov 2026 09:00:02 GMT")) {
            Duration before = time.slept();
            server.then(
                    Reply.json(429, "", "Retry-After", form, "Date", "Mon, 02 Nov 2026 09:00:00 GMT"),
                    Reply.json(200, STATUS));
            status(PATIENCE);
            assertThat(time.slept().minus(before)).as(form).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void pause_onAGoodAnswer_isNotLookedAt() {
        server.then(Reply.json(200, STATUS, "Retry-After", "100"));
        status(PATIENCE);
        assertThat(time.slept()).isZero();
    }

    // Interrupts

    @Test
    void interrupt_whileACallWaitsToBeMadeAgain_endsIt_andTheNextOneIsMade() throws Exception {
        server.then(Reply.json(429, "", "Retry-After", "60"), Reply.json(200, STATUS));
        try (Transport patient = transport(URI.create(server.uri() + "/v2"), Time.system(), events)) {
            var ended = new CompletableFuture<@Nullable Throwable>();
            var caller = new Thread(() -> {
                Throwable failure = catchThrowable(() -> status(patient, PATIENCE));
                boolean flag = Thread.interrupted();
                Throwable next = catchThrowable(() -> status(patient, PATIENCE));
                ended.complete(flag && next == null ? failure : new AssertionError("flag " + flag, next));
            });
            caller.start();
            while (events.of(KsefEvent.Retry.class).isEmpty()) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(KsefDeadlineException.class)
                    .hasMessageContaining("it did not reach KSeF");
        }
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void interrupt_beforeACall_letsNothingLeave() {
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(this::closeSession);
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        assertThat(failure).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("was not sent");
        assertThat(events.of(KsefEvent.Attempt.class)).isEmpty();
        server.then(Reply.empty(204));
        closeSession();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void closing_whileABodyStalls_endsTheCallAtOnce() throws Exception {
        var half = new CompletableFuture<Void>();
        server.then(out -> {
            boolean open = Reply.stall(200, "application/json", STATUS, 0).play(out);
            half.complete(null);
            Thread.sleep(20_000);
            return open;
        });
        var ended = new CompletableFuture<Throwable>();
        new Thread(() -> ended.complete(catchThrowable(() -> status(PATIENCE)))).start();
        half.get(10, TimeUnit.SECONDS);
        Thread.sleep(200);
        long begun = System.nanoTime();
        transport().close();
        assertThat(ended.get(10, TimeUnit.SECONDS))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("the transport was closed");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("at once, not when the read timeout of 2 s ends it")
                .isLessThan(Duration.ofSeconds(1));
    }

    // Statuses

    @Test
    void error_withoutABody_hasItsTypeAndSaysThatItIsEmpty() {
        is(KsefUnauthorizedException.class, 401);
        is(KsefForbiddenException.class, 403);
        is(KsefGoneException.class, 410);
        for (int status : List.of(304, 400, 404, 406, 409, 415, 418, 450, 451, 499, 500, 505, 599)) {
            is(KsefApiException.class, status);
        }
    }

    private void is(Class<? extends KsefApiException> type, int status) {
        server.then(Reply.empty(status));
        var error = error(type);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error).hasMessageContaining("HTTP " + status).hasMessageContaining("an empty answer");
        assertThat(error.body()).isEmpty();
        assertThat(error.errors()).isEmpty();
        assertThat(error.traceId()).isEmpty();
    }

    @Test
    void success_withNothingInIt_isNoRecord() {
        for (Reply nothing : List.of(
                Reply.empty(200),
                Reply.empty(204),
                Reply.json(200, ""),
                Reply.json(200, "null"),
                Reply.json(200, "[]"))) {
            server.then(nothing);
            unread(() -> status(PATIENCE));
        }
        server.then(Reply.json(200, "{\"x\":" + "[".repeat(100_000)));
        unread(() -> status(PATIENCE));
    }

    private static void unread(Runnable call) {
        Throwable failure = catchThrowable(call::run);
        assertThat(failure).isExactlyInstanceOf(KsefTransportException.class).hasNoCause();
        assertThat(((KsefTransportException) failure).delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    // Bodies of errors

    @Test
    void error_withOddValuesInEachField_keepsWhatCanBeRead() {
        for (String odd :
                List.of("1", "-1e400", "99999999999", "true", "null", "\"x\"", "[]", "[[1]]", "{}", "{\"a\":[1]}")) {
            server.then(
                    Reply.of(
                            400,
                            PROBLEM,
                            "{\"title\":%1$s,\"status\":%1$s,\"detail\":%1$s,\"errors\":%1$s,\"traceId\":%1$s}"
                                    .formatted(odd)),
                    Reply.of(
                            400,
                            PROBLEM,
                            ("{\"errors\":[%1$s,{\"code\":%1$s,\"description\":%1$s,\"details\":%1$s},"
                                            + "{\"code\":21405}]}")
                                    .formatted(odd)),
                    Reply.of(
                            400,
                            PROBLEM,
                            "{\"exception\":{\"serviceCode\":%1$s,\"exceptionDetailList\":%1$s}}".formatted(odd)),
                    Reply.of(400, PROBLEM, "{\"status\":{\"details\":%1$s}}".formatted(odd)),
                    Reply.of(400, PROBLEM, odd));
            for (int i = 0; i < 5; i++) {
                var error = error(KsefApiException.class);
                assertThat(error.status()).as(odd).isEqualTo(400);
                assertThat(error.has(21405)).as(odd).isEqualTo(i == 1);
            }
            server.then(Reply.of(
                    403,
                    PROBLEM,
                    ("{\"reasonCode\":%1$s,\"security\":{\"requiredAnyOfPermissions\":%1$s,"
                                    + "\"presentPermissions\":%1$s}}")
                            .formatted(odd)));
            error(KsefForbiddenException.class);
        }
    }

    @Test
    void error_inOddEncodings_isReadAsFarAsItGoes() {
        String json = "{\"detail\":\"Żądanie\"}";
        server.then(
                Reply.of(400, PROBLEM, "\uFEFF" + json),
                Reply.of(400, PROBLEM, json.getBytes(Charset.forName("ISO-8859-2"))),
                Reply.of(400, PROBLEM, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'}),
                Reply.of(400, PROBLEM, "{\"a\":".repeat(100_000)));
        assertThat(error(KsefApiException.class)).hasMessageContaining("Żądanie");
        assertThat(error(KsefApiException.class)).hasMessageContaining("danie");
        assertThat(error(KsefApiException.class)).hasMessageContaining("not well-formed");
        assertThat(error(KsefApiException.class)).hasMessageContaining("not well-formed");
    }

    @Test
    void error_ofTheStorage_isNoErrorOfKsef_andKeepsNoSignature() {
        server.then(Reply.of(
                403,
                "application/xml",
                "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><AuthenticationErrorDetail>"
                        + "Signature aGVsbG8gd29ybGQ/aGVsbG8gd29ybGQ+aGVsbG8gsec= did not match</AuthenticationErrorDetail>"
                        + "</Error>"));
        var error = error(KsefForbiddenException.class);
        assertThat(error).hasMessageContaining("application/xml");
        assertThat(error.body().orElseThrow()).contains("AuthenticationFailed").doesNotContain("aGVsbG8");
    }

    @Test
    void error_thatQuotesASecret_keepsNoneOfIt() {
        server.then(Reply.of(400, PROBLEM, """
                {"detail":"bad access-sec-ret","errors":[{"code":1,"description":"bad access-sec-ret",
                 "details":["https://host/a?sig=sec-ret","eyJhbGciOiJ.sec-ret"]}]}"""), Reply.of(403, PROBLEM, """
                {"detail":"bad access-sec-ret","reasonCode":"access-sec-ret","security":{"link":"https://h/a?sig=sec-ret",
                 "presentPermissions":["access-sec-ret"]}}"""));
        var bad = error(KsefApiException.class);
        assertThat(bad + bad.errors().toString() + bad.body())
                .doesNotContain("sec-ret")
                .contains("bad [...]");
        var forbidden = error(KsefForbiddenException.class);
        assertThat(forbidden + forbidden.present().toString() + forbidden.reasonCode())
                .doesNotContain("sec-ret")
                .contains("bad [...]");
    }

    @Test
    void error_thatIsLong_isCutToTwoKilobytes() {
        server.then(
                Reply.of(400, "text/html", "ż ".repeat(4_000)),
                Reply.of(400, "text/html", "\uD83D\uDE00 ".repeat(4_000)));
        for (int i = 0; i < 2; i++) {
            assertThat(error(KsefApiException.class).body().orElseThrow().getBytes(UTF_8))
                    .hasSizeBetween(2_040, 2_048);
        }
    }

    @Test
    void error_ofFiftyMegabytes_isStillThatError() {
        server.then(endless(502), endless(400), Reply.json(200, STATUS));
        var error = error(KsefApiException.class);
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.body().orElse("").length()).isLessThanOrEqualTo(2_048);
        status(PATIENCE);
    }

    private static Reply endless(int status) {
        return out -> {
            byte[] piece = "<p>blocked</p> \n".repeat(65_536).getBytes(UTF_8);
            out.write(("HTTP/1.1 " + status + " Big\r\nContent-Type: text/html\r\nContent-Length: " + 50L * piece.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return written(out, piece);
        };
    }

    private static boolean written(OutputStream out, byte[] piece) throws IOException {
        for (int i = 0; i < 50; i++) {
            out.write(piece);
        }
        out.flush();
        return true;
    }

    private static Reply raw(String bytes) {
        return out -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }

    private Transport transport() {
        return Objects.requireNonNull(transport);
    }

    private void closeSession() {
        transport().open(OnlineSessionApi.class, scope(PATIENCE)).close(SESSION);
    }

    private void status(Duration within) {
        status(transport(), within);
    }

    private static void status(Transport through, Duration within) {
        through.open(SessionApi.class, scope(within)).status(SESSION);
    }

    private <E extends KsefException> E error(Class<E> type) {
        E error = catchThrowableOfType(type, () -> status(PATIENCE));
        assertThat(error).as("a failure of the call").isExactlyInstanceOf(type);
        return error;
    }

    private static CallScope scope(Duration within) {
        return CallScope.of(NIP, BearerSource.of(new AccessToken("access-sec-ret", LATER)), within);
    }

    /** Has another token after each that is rejected. */
    private static final class Renewed implements BearerSource {

        private int rejected;

        @Override
        public BearerToken bearer(Deadline deadline) {
            return new AccessToken("token-" + rejected, LATER);
        }

        @Override
        public void rejected(BearerToken token) {
            rejected++;
        }
    }
}
