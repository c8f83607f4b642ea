package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.ACCESS;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how long a {@link Transport} waits when KSeF says when to come back. */
public interface TransportRetryAfterContract extends TransportFixture {

    @Test
    default void tooManyRequests_areRepeatedAfterTheFullTimeThatKsefAsksFor() {
        server().then(
                        Reply.json(
                                429,
                                "{\"status\":{\"code\":429,\"description\":\"x\",\"details\":[\"y\"]}}",
                                "Retry-After",
                                "37"),
                        Reply.json(429, "", "Retry-After", "Mon, 02 Nov 2026 09:01:00 GMT"),
                        Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time().slept())
                .as("37 s, then on to the date one minute after the start")
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(events().of(KsefEvent.Retry.class)).hasSize(2);
    }

    @Test
    default void tooManyRequests_beyondTheDeadline_failAtOnceAndSayHowLong() {
        server().then(Reply.of(429, "application/problem+json", "{\"detail\":\"limit\"}", "Retry-After", "3000"));
        var error = failure(
                KsefRateLimitedException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.retryAfter()).contains(Duration.ofMinutes(50));
        assertThat(error).hasMessageContaining("limit").hasMessageContaining("3000 s");
        assertThat(time().slept()).isZero();
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void retryAfter_thatIsAbsurd_isNeverTakenForShort() {
        server().then(Reply.json(429, "", "Retry-After", "99999999999999999999"));
        var error = failure(
                KsefRateLimitedException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.retryAfter().orElseThrow()).isGreaterThan(Duration.ofDays(365));
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void retryAfter_thatSaysNothing_isGuessed() {
        server().then(
                        Reply.json(429, ""),
                        Reply.json(429, "", "Retry-After", "0"),
                        Reply.json(429, "", "Retry-After", "Mon, 02 Nov 2020 09:01:00 GMT"),
                        Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time().slept()).as("growing pauses, no hammering").isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    default void retryAfter_thatCannotBeRead_isNotAnsweredByAGuess() {
        for (String odd : List.of("-7", "soon", "Sunday, 06-Nov-94 08:49:37 GMT")) {
            server().then(Reply.json(429, "", "Retry-After", odd));
            failure(
                    KsefRateLimitedException.class,
                    () -> anonymous(AuthApi.class).challenge());
        }
        assertThat(time().slept()).isZero();
    }

    @Test
    default void retryAfter_asADate_countsFromTheAnswersOwnDate() {
        server().then(
                        Reply.json(
                                429,
                                "",
                                "Date",
                                "Mon, 02 Nov 2026 11:00:00 GMT",
                                "Retry-After",
                                "Tue, 02 Nov 2026 11:00:45 GMT"),
                        Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time().slept()).as("whatever the local clock says").isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    default void unavailable_withATimeToComeBack_isRepeatedThen() {
        server().then(Reply.empty(503, "Retry-After", "17"), Reply.json(200, STATUS));
        status();
        assertThat(time().slept()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    default void pauseBeyondTheDeadline_isNotBegun() {
        server().then(Reply.empty(503, "Retry-After", "120"), Reply.json(200, STATUS));
        assertThat(failure(KsefApiException.class, this::status).status()).isEqualTo(503);
        assertThat(time().slept()).isZero();
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void pause_thatEndsJustBeforeTheDeadline_isWaited_andOneThatEndsWithItIsNot() {
        Reply limit = Reply.json(429, "", "Retry-After", "37");
        server().then(limit, limit, limit);
        // The millisecond that is left may be too short for what follows.
        Throwable whatever = catchThrowable(() -> statusWithin(Duration.ofMillis(37_001)));
        assertThat(whatever).isInstanceOf(KsefException.class);
        assertThat(time().slept()).isEqualTo(Duration.ofSeconds(37));
        var limited =
                catchThrowableOfType(KsefRateLimitedException.class, () -> statusWithin(Duration.ofMillis(37_000)));
        assertThat(limited.notBefore()).contains(time().instant().plusSeconds(37));
        assertThat(time().slept()).as("nothing was slept for it").isEqualTo(Duration.ofSeconds(37));
    }

    @Test
    default void pause_inOddForms_isNeverTakenForShorter() {
        time().advance(Duration.ofSeconds(10));
        for (String form : List.of("1.2", "+2", "2, 9", "002", "Mon, 2 Nov 2026 09:00:02 GMT")) {
            Duration before = time().slept();
            server().then(
                            Reply.json(429, "", "Retry-After", form, "Date", "Mon, 02 Nov 2026 09:00:00 GMT"),
                            Reply.json(200, STATUS));
            status();
            assertThat(time().slept().minus(before)).as(form).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    default void pause_onAGoodAnswer_isNotLookedAt() {
        server().then(Reply.json(200, STATUS, "Retry-After", "100"));
        status();
        assertThat(time().slept()).isZero();
    }

    private void statusWithin(Duration within) {
        transport()
                .open(SessionApi.class, CallScope.of(NIP, BearerSource.of(ACCESS), within))
                .status(SESSION);
    }
}
