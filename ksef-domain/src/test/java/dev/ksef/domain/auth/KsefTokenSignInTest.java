package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.model.KsefToken;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthorizationPolicy;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** uwierzytelnianie.md, sections 1 to 4, and what was observed of the real server. */
class KsefTokenSignInTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final KsefToken TOKEN = KsefToken.of("20261102-EC-1|nip-5265877635|abcdef");

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00.123Z");
    private final FakeAuth auth = new FakeAuth(time);
    private final RecordedEvents events = new RecordedEvents();
    private final FakeTransport transport = new FakeTransport()
            .with(AuthApi.class, auth)
            .with(PublicKeyApi.class, () -> List.of(Faked.key("2026-01-01T00:00:00Z", Usage.KSEF_TOKEN_ENCRYPTION)));
    private final ServerClock clock = new ServerClock(time);
    private final Duration timeout = Duration.ofMinutes(2);
    private final KsefTokenSignIn signIn = new KsefTokenSignIn(
            transport,
            EncryptionService.builder(transport, new Faked.Crypto(), clock, time)
                    .build(),
            clock,
            time,
            events,
            timeout);

    @Test
    void signIn_sendsTokenAndChallengeTimeEncryptedWithTheKeysId() {
        signIn();
        assertThat(auth.calls).containsExactly("challenge", "init", "status", "redeem");
        var request = auth.requests.get(0);
        assertThat(request.publicKeyId()).isEqualTo(Faked.KEY_ID);
        assertThat(request.contextIdentifier()).isEqualTo(NIP);
        assertThat(request.challenge()).isEqualTo(FakeAuth.challengeAt(1));
        assertThat(new String(Base64.getDecoder().decode(request.encryptedToken()), StandardCharsets.UTF_8))
                .as("a token may hold the separator; the time is the challenge's milliseconds")
                .isEqualTo("20261102-EC-1|nip-5265877635|abcdef|" + time.millis());
    }

    @Test
    void signIn_fromCertainAddresses_asksForThatPolicy_andElseForNone() {
        signIn();
        AllowedIps ips = AllowedIps.addresses("192.0.2.1");
        signIn.signIn(NIP, Credentials.ksefToken(TOKEN).from(ips), inOneMinute());
        assertThat(auth.requests.get(0).authorizationPolicy()).isNull();
        assertThat(auth.requests.get(1).authorizationPolicy()).isEqualTo(new AuthorizationPolicy(ips));
    }

    @Test
    void signIn_takesTheTimeFromTheMilliseconds_neverFromTheText() {
        var challenge =
                new AuthChallenge("c", 1793610000999L, OffsetDateTime.parse("2026-11-02T10:00:01.9999999+01:00"), null);
        var encrypted = signIn.encrypt(TOKEN, challenge, Deadline.NEVER);
        assertThat(new String(Base64.getDecoder().decode(encrypted.encryptedToken()), StandardCharsets.UTF_8))
                .endsWith("|1793610000999");
    }

    @Test
    void signIn_waitsWhileKsefIsAtIt() {
        auth.statuses(100, 100, 100, 200);
        signIn();
        assertThat(auth.calls.stream().filter("status"::equals)).hasSize(4);
        assertThat(time.slept()).isPositive();
    }

    @Test
    void signIn_thatKsefDoesNotDecide_endsAtTheDeadline() {
        auth.statuses.addAll(new FakeAuth(time).statuses(new int[500]).statuses);
        var late = catchThrowableOfType(KsefDeadlineException.class, this::signIn);
        assertThat(late.referenceNumber().map(Object::toString)).contains("AU-1");
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void status_notKnownRightAfterTheStart_isWaitedOut() {
        auth.statuses.add(() -> {
            throw Faked.error(400, 21304);
        });
        signIn();
        assertThat(auth.calls).containsExactly("challenge", "init", "status", "status", "redeem");
    }

    @Test
    void status_notKnownForLong_isAnError() {
        for (int i = 0; i < 100; i++) {
            auth.statuses.add(() -> {
                throw Faked.error(400, 21304);
            });
        }
        assertThatThrownBy(this::signIn).isInstanceOf(KsefApiException.class);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    @Test
    void redeem_refusedRightAfterSuccess_isWaitedOut() {
        auth.redeems.add(FakeAuth.failing(400, 21301));
        auth.redeems.add(FakeAuth.failing(400, 21301));
        signIn();
        assertThat(auth.calls).endsWith("status", "redeem", "redeem", "redeem");
    }

    @Test
    void redeem_withoutAnswer_isNotRepeated_sinceTheTokensMayBeGone() {
        auth.redeems.add(() -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        });
        assertThatThrownBy(this::signIn).isInstanceOf(KsefTransportException.class);
        assertThat(auth.calls.stream().filter("redeem"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 415, 425, 450, 460, 470, 480, 500, 550, 499})
    void terminalStatus_isAProcessingExceptionWithCodeAndDetails(int code) {
        auth.statuses(100, code);
        var refused = catchThrowableOfType(KsefProcessingException.class, this::signIn);
        assertThat(refused.status().code()).isEqualTo(code);
        assertThat(refused.status().details()).containsExactly("why");
        assertThat(refused.referenceNumber()).hasToString("AU-1");
        assertThat(auth.calls).doesNotContain("redeem");
    }

    @ParameterizedTest
    @ValueSource(ints = {450, 460, 470, 480})
    void refusalForGood_holdsTheNextAttemptsBack_longerEachTime(int code) {
        auth.statuses(code, code);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        int callsSoFar = auth.calls.size();

        time.advance(Duration.ofSeconds(29));
        var held = catchThrowableOfType(KsefProcessingException.class, this::signIn);
        assertThat(held.status().code()).isEqualTo(code);
        assertThat(auth.calls).as("nothing was asked").hasSize(callsSoFar);

        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        assertThat(auth.calls).as("tried again").hasSizeGreaterThan(callsSoFar);
        int callsThen = auth.calls.size();

        time.advance(Duration.ofSeconds(59));
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        assertThat(auth.calls).as("held for twice as long").hasSize(callsThen);
        time.advance(Duration.ofSeconds(1));
        signIn();
    }

    @Test
    void refusalForGood_holdsNeitherAnotherContextNorAnotherToken() {
        auth.statuses(450);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        signIn.signIn(Nip.of("1111111111"), Credentials.ksefToken(TOKEN), inOneMinute());
        signIn.signIn(NIP, Credentials.ksefToken("another"), inOneMinute());
    }

    @Test
    void passingFailure_holdsNothingBack() {
        auth.statuses(550);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        signIn();
    }

    @Test
    void challenge_setsTheClockByKsefs() {
        auth.ahead = Duration.ofMinutes(-90);
        signIn.challenge(Deadline.NEVER);
        assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(-90));
        assertThat(clock.millis())
                .isEqualTo(time.millis() - Duration.ofMinutes(90).toMillis());
    }

    @Test
    void challenge_thatWaitedForARateLimit_setsTheClockAllTheSame() {
        auth.beforeChallenge = () -> time.advance(Duration.ofMinutes(30));
        signIn.challenge(Deadline.NEVER);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void steps_canBeMadeOneByOne() {
        Deadline deadline = inOneMinute();
        var challenge = signIn.challenge(deadline);
        var encrypted = signIn.encrypt(TOKEN, challenge, deadline);
        var init = signIn.init(challenge, NIP, encrypted, AllowedIps.ANY, deadline);
        assertThat(signIn.status(init, deadline).status().isSuccess()).isTrue();
        assertThat(signIn.redeem(init, deadline).accessToken().reveal()).startsWith("access-");
    }

    private void signIn() {
        signIn.signIn(NIP, Credentials.ksefToken(TOKEN), inOneMinute());
    }

    private Deadline inOneMinute() {
        return Deadline.after(Duration.ofMinutes(1), time);
    }
}
