package dev.ksef.domain.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.Nip;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** uwierzytelnianie.md and podpis-xades.md, and what was observed of the real server. */
class XadesSignInTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final SignatureFinding ALTERED = new SignatureFinding(Cause.ALTERED, "it was altered", "sign anew");
    private static final SignatureFinding SHA1 = new SignatureFinding(Cause.SHA1, "it uses SHA-1", "use SHA-256");

    private final FakeSigner signer = FakeSigner.person();
    private final SignerCertificate certificate = signer.certificate();
    private final FakeTime time = FakeTime.at(certificate.validFrom().plus(Duration.ofDays(1)));
    private final FakeAuth auth = new FakeAuth(time);
    private final RecordedEvents events = new RecordedEvents();
    private final ServerClock clock = new ServerClock(time);
    private final List<SignatureFinding> findings = new ArrayList<>();
    private final List<AuthTokenRequest> checked = new ArrayList<>();
    private final XadesSignIn signIn = signIn((signed, request) -> {
        checked.add(request);
        return findings;
    });

    @Test
    void signIn_sendsTheSignedAnswerToTheChallenge() {
        CompletedSignIn signedIn = signIn();
        assertThat(auth.calls).containsExactly("challenge", "xades", "status", "redeem");
        var sent = auth.signed.get(0);
        assertThat(sent.document())
                .isEqualTo(new String(
                        FakeSigner.signed(AuthTokenRequest.of(FakeAuth.challengeAt(1), NIP)
                                .xml()),
                        UTF_8));
        assertThat(sent.verifyCertificateChain())
                .as("KSeF decides unless it is told")
                .isNull();
        assertThat(sent.feature()).isNull();
        assertThat(signedIn.referenceNumber()).hasToString("AU-1");
        assertThat(checked).extracting(AuthTokenRequest::challenge).containsExactly(FakeAuth.challengeAt(1));
    }

    @Test
    void signIn_withEveryOption_asksForIt() {
        var options = XadesOptions.USUAL
                .byFingerprint()
                .from(AllowedIps.addresses("192.0.2.1"))
                .in(Version.V2_0)
                .verifyingChain()
                .enforcingProfile();
        signIn.signIn(NIP, Credentials.certificate(FakeSigner.nameless()).with(options), inOneMinute());
        var sent = auth.signed.get(0);
        assertThat(sent.document())
                .contains("certificateFingerprint", "<Ip4Address>192.0.2.1</Ip4Address>", "auth/token/2.0\"");
        assertThat(sent.verifyCertificateChain()).isTrue();
        assertThat(sent.feature()).isEqualTo("enforce-xades-compliance");
    }

    @Test
    void certificateThatCannotSignIn_isRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> signIn(FakeSigner.offline()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("Offline");
        assertThatThrownBy(() -> signIn(FakeSigner.nameless()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("NIP");
        assertThat(auth.calls).isEmpty();
    }

    @Test
    void certificateThatHasExpired_isRefusedBeforeAnyCall() {
        time.advance(Duration.ofDays(730));
        assertThatThrownBy(this::signIn)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("expired at " + certificate.validTo());
        assertThat(auth.calls).isEmpty();
    }

    @Test
    void certificateThatBeginsWithinTwoHours_isWaitedFor_beforeTheChallengeThatIsAnswered() {
        comeBefore(Duration.ofMinutes(110));
        signIn.signIn(NIP, Credentials.certificate(signer), Deadline.after(Duration.ofHours(3), time));
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(110));
        assertThat(auth.calls).containsExactly("challenge", "challenge", "xades", "status", "redeem");
        assertThat(auth.signed.get(0).document()).contains(FakeAuth.challengeAt(2));
        assertThat(events.of(KsefEvent.Waiting.class)).singleElement().satisfies(waiting -> {
            assertThat(waiting.what()).contains(certificate.summary());
            assertThat(waiting.delay()).isEqualTo(Duration.ofMinutes(110));
        });
    }

    @Test
    void certificateThatBeginsAfterTheDeadline_isExplainedAtOnce() {
        comeBefore(Duration.ofMinutes(110));
        assertThatThrownBy(this::signIn)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining(certificate.validFrom().toString());
        assertThat(time.slept()).isZero();
        assertThat(auth.signed).isEmpty();
    }

    @Test
    void certificateThatBeginsMuchLater_isRefused() {
        comeBefore(Duration.ofHours(3));
        assertThatThrownBy(() -> signIn.signIn(NIP, Credentials.certificate(signer), Deadline.NEVER))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining(certificate.validFrom().toString());
        assertThat(auth.signed).isEmpty();
    }

    @Test
    void certificateThatSeemsEarlyByASlowClock_isJudgedByKsefs() {
        comeBefore(Duration.ofHours(5));
        auth.ahead = Duration.ofHours(6);
        signIn();
        assertThat(time.slept()).isZero();
    }

    @Test
    void waitForACertificate_isByKsefsClock() {
        comeBefore(Duration.ofHours(5));
        auth.ahead = Duration.ofMinutes(290);
        signIn.signIn(NIP, Credentials.certificate(signer), Deadline.after(Duration.ofHours(1), time));
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void waitForACertificate_endsByInterrupt() {
        comeBefore(Duration.ofMinutes(10));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> signIn.signIn(NIP, Credentials.certificate(signer), Deadline.NEVER))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining(certificate.summary());
        assertThat(Thread.interrupted()).as("the flag was restored").isTrue();
    }

    @Test
    void challengeThatIsNotTakenAnyMore_isReplacedOnce() {
        auth.inits.add(FakeAuth.failing(400, 21111));
        signIn();
        assertThat(auth.calls).containsExactly("challenge", "xades", "challenge", "xades", "status", "redeem");
        assertThat(auth.signed.get(1).document()).contains(FakeAuth.challengeAt(3));
    }

    @Test
    void challengeThatIsNotTakenTwice_isAnErrorThatHoldsNothingBack() {
        auth.inits.add(FakeAuth.failing(400, 21111));
        auth.inits.add(FakeAuth.failing(400, 21111));
        assertThat(catchThrowableOfType(KsefApiException.class, this::signIn).has(21111))
                .isTrue();
        assertThat(auth.signed).hasSize(2);
        signIn();
    }

    @Test
    void startWithoutAnswer_isNotRepeated_andHoldsNothingBack() {
        auth.inits.add(() -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        });
        assertThatThrownBy(this::signIn).isInstanceOf(KsefTransportException.class);
        assertThat(auth.signed).hasSize(1);
        signIn();
    }

    @ParameterizedTest
    @ValueSource(ints = {9101, 9102, 9103, 9105, 21001, 21115, 21117, 21217, 21401, 21406})
    void documentThatKsefRefuses_isAnErrorWithItsCode_andNotHammered(int code) {
        auth.inits.add(FakeAuth.failing(400, code));
        assertThat(catchThrowableOfType(KsefApiException.class, this::signIn).has(code))
                .isTrue();
        assertThat(auth.signed).hasSize(1);
        int callsSoFar = auth.calls.size();

        var held = catchThrowableOfType(KsefApiException.class, this::signIn);
        assertThat(held.has(code)).as("the same refusal").isTrue();
        assertThat(held).hasMessageContaining("not tried again so soon (30 s to wait)");
        assertThat(auth.calls).as("nothing was asked").hasSize(callsSoFar);

        time.advance(Duration.ofSeconds(30));
        signIn();
    }

    @ParameterizedTest
    @ValueSource(ints = {460, 470, 480})
    void refusalForGood_holdsTheNextAttemptBack(int status) {
        auth.statuses(100, status);
        assertThat(catchThrowableOfType(KsefProcessingException.class, this::signIn)
                        .status()
                        .code())
                .isEqualTo(status);
        int callsSoFar = auth.calls.size();
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        assertThat(auth.calls).as("nothing was asked").hasSize(callsSoFar);
        time.advance(Duration.ofSeconds(30));
        signIn();
    }

    @Test
    void refusalsOfAttemptsAtOnce_holdTheNextOneBackAsOneWould() {
        auth.inits.addAll(List.of(FakeAuth.failing(400, 21115), FakeAuth.failing(400, 21115)));
        signer.beforeSigning = () -> {
            signer.beforeSigning = () -> {};
            assertThatThrownBy(this::signIn).isInstanceOf(KsefApiException.class);
        };
        assertThatThrownBy(this::signIn).as("begun first").isInstanceOf(KsefApiException.class);
        time.advance(Duration.ofSeconds(30));
        signIn();
    }

    @Test
    void refusalForGood_holdsNeitherAnotherContextNorAnotherCertificateNorOtherOptions() {
        auth.statuses(460);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        signIn.signIn(Nip.of("1111111111"), Credentials.certificate(signer), inOneMinute());
        signIn.signIn(NIP, Credentials.certificate(FakeSigner.nameless()).byFingerprint(), inOneMinute());
        auth.statuses(460);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        signIn.signIn(NIP, Credentials.certificate(signer).verifyingChain(), inOneMinute());
    }

    @ParameterizedTest
    @ValueSource(ints = {415, 425, 500, 550})
    void passingFailure_holdsNothingBack(int status) {
        auth.statuses(status);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        signIn();
    }

    @Test
    void certificateThatHasJustBegun_isNotHeldBack_sinceAPartOfKsefMayNotTakeItYet() {
        comeBefore(Duration.ZERO);
        auth.statuses(460);
        assertThatThrownBy(this::signIn).isInstanceOf(KsefProcessingException.class);
        auth.inits.add(FakeAuth.failing(400, 21115));
        assertThatThrownBy(this::signIn).isInstanceOf(KsefApiException.class);
        signIn();
    }

    @Test
    void documentWithFindings_doesNotLeave_andAllOfThemAreTold() {
        findings.addAll(List.of(ALTERED, SHA1));
        PreparedSignIn prepared = signIn.prepare(NIP, XadesOptions.USUAL, inOneMinute());
        var refused = catchThrowableOfType(
                KsefSigningException.class,
                () -> signIn.submit(prepared, FakeSigner.signed(prepared.document()), inOneMinute()));
        assertThat(refused.findings()).containsExactly(ALTERED, SHA1);
        assertThat(refused).hasMessageContainingAll("it was altered (sign anew)", "it uses SHA-1 (use SHA-256)");
        assertThat(auth.signed).isEmpty();
        assertThat(checked).containsExactly(prepared.request());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "NOT_YET_VALID"})
    void validityByTheLocalClock_countsOnlyWhereKsefsWasNotAsked(Cause cause) {
        findings.add(new SignatureFinding(cause, "by this clock it is not valid", "look at the clock"));
        signIn();
        assertThat(auth.signed)
                .as("judged by KSeF's clock before it was signed")
                .hasSize(1);
        PreparedSignIn prepared = signIn.prepare(NIP, XadesOptions.USUAL, inOneMinute());
        assertThatThrownBy(() -> signIn.submit(prepared, FakeSigner.signed(prepared.document()), inOneMinute()))
                .as("signed with whatever certificate")
                .isInstanceOf(KsefSigningException.class);
    }

    @Test
    void documentWithoutACheck_leavesAsItIs() {
        PreparedSignIn prepared = signIn.prepare(NIP, XadesOptions.USUAL, inOneMinute());
        unchecked().submit(prepared, "anything".getBytes(UTF_8), inOneMinute());
        assertThat(auth.signed).extracting(FakeAuth.Signed::document).containsExactly("anything");
    }

    @Test
    void preparedSignIn_isAnswerableForTenMinutesOfTheChallenge_byOurClock() {
        auth.ahead = Duration.ofHours(-7);
        PreparedSignIn prepared = signIn.prepare(NIP, XadesOptions.USUAL, inOneMinute());
        assertThat(prepared.answerableUntil()).isEqualTo(time.instant().plus(Duration.ofMinutes(10)));
        byte[] signed = FakeSigner.signed(prepared.document());

        time.advance(Duration.ofMinutes(10).minusMillis(1));
        signIn.submit(prepared, signed, inOneMinute());
        time.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> signIn.submit(prepared, signed, inOneMinute()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("until " + prepared.answerableUntil())
                .hasMessageContaining("Prepare another");
        assertThat(auth.signed).as("it did not leave").hasSize(1);
    }

    @Test
    void challengeThatEndsWhileItsDocumentIsChecked_isNotAnswered() {
        XadesSignIn slow = signIn((signed, request) -> {
            time.advance(Duration.ofMinutes(10));
            return List.of();
        });
        PreparedSignIn prepared = slow.prepare(NIP, XadesOptions.USUAL, inOneMinute());
        byte[] signed = FakeSigner.signed(prepared.document());
        assertThatThrownBy(() -> slow.submit(prepared, signed, new Deadline(Long.MAX_VALUE)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("until " + prepared.answerableUntil());
        assertThat(auth.signed).isEmpty();
    }

    @Test
    void preparedSignIn_isMadeAnewOfItsDocument_afterARestart() {
        var options = XadesOptions.USUAL.byFingerprint().from(AllowedIps.addresses("192.0.2.1"));
        PreparedSignIn prepared = signIn.prepare(NIP, options, inOneMinute());
        byte[] document = prepared.document();
        Instant until = prepared.answerableUntil();

        assertThat(PreparedSignIn.of(document, until)).isEqualTo(prepared);
        assertThat(PreparedSignIn.of(document, until).verifyingChain())
                .isEqualTo(new PreparedSignIn(prepared.challenge(), NIP, options.verifyingChain(), until));
        assertThatThrownBy(() -> PreparedSignIn.of(FakeSigner.signed(document), until))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unsigned and unchanged");
    }

    @Test
    void steps_canBeMadeOneByOne() {
        Deadline deadline = inOneMinute();
        PreparedSignIn prepared = signIn.prepare(NIP, XadesOptions.USUAL, deadline);
        var init = signIn.init(prepared, FakeSigner.signed(prepared.document()), deadline);
        assertThat(signIn.status(init, deadline).status().isSuccess()).isTrue();
        signIn.awaitSuccess(init, deadline);
        assertThat(signIn.redeem(init, deadline).accessToken().reveal()).startsWith("access-");
    }

    @Test
    void signIn_thatKsefDoesNotDecide_endsAtTheDeadline() {
        IntStream.range(0, 500).forEach(any -> auth.statuses(100));
        var late = catchThrowableOfType(KsefDeadlineException.class, this::signIn);
        assertThat(late.referenceNumber().map(Object::toString)).contains("AU-1");
    }

    @Test
    void redeemThatIsRefused_holdsNothingBack() {
        IntStream.range(0, 100).forEach(any -> auth.redeems.add(FakeAuth.failing(400, 21301)));
        assertThatThrownBy(this::signIn).isInstanceOf(KsefApiException.class);
        auth.redeems.clear();
        signIn();
    }

    @Test
    void credentials_areNamedByTheCertificate() {
        var credentials = Credentials.certificate(signer);
        assertThat(credentials.id().value())
                .matches("certificate-[0-9a-f]{16}")
                .endsWith(certificate.fingerprint().substring(0, 16).toLowerCase(Locale.ROOT));
        assertThat(Credentials.certificate(FakeSigner.nameless()).id()).isNotEqualTo(credentials.id());
        assertThat(credentials.options().subjectIdentifierType()).isEqualTo(SubjectIdentifierType.CERTIFICATE_SUBJECT);
        assertThat(credentials
                        .byFingerprint()
                        .from(AllowedIps.addresses("192.0.2.1"))
                        .in(Version.V2_0)
                        .verifyingChain()
                        .options())
                .isEqualTo(new XadesOptions(
                        SubjectIdentifierType.CERTIFICATE_FINGERPRINT,
                        AllowedIps.addresses("192.0.2.1"),
                        Version.V2_0,
                        true,
                        false));
    }

    @AfterEach
    void nothingIsLeftOver() {
        assertThat(auth.inits).as("each scripted refusal was met").isEmpty();
    }

    private XadesSignIn signIn(@Nullable XadesCheck check) {
        return new XadesSignIn(
                new FakeTransport().with(AuthApi.class, auth), clock, time, events, Duration.ofMinutes(2), check);
    }

    private XadesSignIn unchecked() {
        return signIn((XadesCheck) null);
    }

    private CompletedSignIn signIn() {
        return signIn(signer);
    }

    private CompletedSignIn signIn(FakeSigner with) {
        return signIn.signIn(NIP, Credentials.certificate(with), inOneMinute());
    }

    private void comeBefore(Duration before) {
        time.advance(Duration.between(time.instant(), certificate.validFrom().minus(before)));
    }

    private Deadline inOneMinute() {
        return Deadline.after(Duration.ofMinutes(1), time);
    }
}
