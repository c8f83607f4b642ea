package dev.ksef;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.MadeCertificate.Kind;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.Credentials.CertificateCredentials;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.domain.auth.XadesOptions;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in with signatures made by EU DSS, judged by a simulator that shares no code with it. */
class CertificateSignInScenarioTest extends Scenario {

    private static final CredentialsId BOARD = CredentialsId.of("board");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void certificate_signsIn_andItsTokensAreRefreshed(Kind kind) {
        try (KsefClient client = client(credentials(MadeCertificate.person(kind, simulator.nip(), anHourAgo())))) {
            KsefContextClient view = client.forNip(simulator.nip());
            view.authSessions().list(null, null);
            time.advance(Duration.ofMinutes(15));
            view.authSessions().list(null, null);
        }
        assertThat(events.of(KsefEvent.TokenObtained.class))
                .extracting(KsefEvent.TokenObtained::refreshed)
                .containsExactly(false, true);
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/xades-signature"))
                .containsExactly("POST /v2/auth/xades-signature 202");
    }

    @Test
    void certificate_actsForEveryKindOfContextThatItHasRightsIn() {
        CertificateCredentials credentials = credentials(person());
        String fingerprint = credentials.signer().certificate().fingerprint();
        var vatUe = NipVatUe.of(simulator.nip() + "-DE123456789");
        simulator.grant(simulator.nip(), "1111111111");
        simulator.grant(simulator.nip(), "PPL123456");
        simulator.grant(fingerprint, vatUe.value());
        simulator.grant(fingerprint, simulator.nip());
        try (KsefClient client = client(credentials);
                KsefClient byFingerprint = client(credentials.byFingerprint().in(Version.V2_0))) {
            for (ContextIdentifier context : List.of(
                    Nip.of(simulator.nip()),
                    Nip.of("1111111111"),
                    InternalId.of(simulator.nip() + "-12345"),
                    PeppolId.of("PPL123456"))) {
                assertThat(client.forContext(context)
                                .authSessions()
                                .list(null, null)
                                .items())
                        .as(context.type() + " by the subject of the certificate")
                        .isNotEmpty();
            }
            for (ContextIdentifier context : List.of(vatUe, Nip.of(simulator.nip()))) {
                assertThat(byFingerprint
                                .forContext(context)
                                .authSessions()
                                .list(null, null)
                                .items())
                        .as(context.type() + " by the fingerprint of the certificate")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void certificateWithoutRights_isToldSo() {
        try (KsefClient client = client(credentials(person()))) {
            KsefContextClient view = client.forNip("2222222222");
            assertThatThrownBy(() -> view.authSessions().list(null, null))
                    .isInstanceOf(KsefProcessingException.class)
                    .hasMessageContaining("415");
        }
    }

    @Test
    void selfMadeCertificate_whoseChainIsToBeVerified_isRefused_andNotHammered() {
        try (KsefClient client = client(credentials(person()).verifyingChain())) {
            KsefContextClient view = client.forNip(simulator.nip());
            var refused = catchThrowableOfType(
                    KsefProcessingException.class, () -> view.authSessions().list(null, null));
            assertThat(refused.status().code()).isEqualTo(460);
            int exchanges = contract.log().size();
            assertThatThrownBy(() -> view.authSessions().list(null, null)).isInstanceOf(KsefProcessingException.class);
            assertThat(contract.log()).as("held back here").hasSize(exchanges);
        }
    }

    @Test
    void certificateOfTypeOffline_isRefusedHere() {
        try (KsefClient client = client(credentials(MadeCertificate.offline(simulator.nip(), anHourAgo())))) {
            KsefContextClient view = client.forNip(simulator.nip());
            assertThatThrownBy(() -> view.authSessions().list(null, null))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("Offline");
        }
        assertThat(contract.log()).isEmpty();
    }

    @Test
    void certificateThatIsNotValidYet_isWaitedForIfThereIsTime_andElseExplained() {
        Instant begin = time.instant().plus(Duration.ofMinutes(90));
        try (KsefClient client = client(credentials(MadeCertificate.person(Kind.EC, simulator.nip(), begin)))) {
            KsefContextClient view = client.forNip(simulator.nip());
            assertThatThrownBy(() -> view.authSessions().list(null, null))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("valid from");
            assertThat(time.instant()).isBefore(begin);
            view.within(Duration.ofHours(2)).authSessions().list(null, null);
        }
        assertThat(events.of(KsefEvent.Waiting.class))
                .anyMatch(waiting -> waiting.what().startsWith("Certificate"));
        assertThat(contract.log()).contains("POST /v2/auth/xades-signature 202");
    }

    @Test
    void somebodyWhoSignsElsewhere_signsInInTwoSteps() {
        try (KsefClient client = client(Credentials.signedElsewhere(BOARD))) {
            assertThatThrownBy(
                            () -> client.forNip(simulator.nip()).authSessions().list(null, null))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContainingAll("board", "prepare");
            assertThat(contract.log()).isEmpty();

            PreparedSignIn prepared = prepared(client);
            byte[] signed = person().signer(time).sign(prepared.request());
            time.advance(Duration.ofMinutes(9));
            client.signIn(PreparedSignIn.of(prepared.document(), prepared.answerableUntil()), signed)
                    .authSessions()
                    .list(null, null);
            time.advance(Duration.ofMinutes(15));
            client.forNip(simulator.nip()).authSessions().list(null, null);
        }
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/challenge"))
                .as("one sign-in, whose tokens are refreshed")
                .hasSize(1);
    }

    @Test
    void signatureThatComesTooLate_doesNotLeave() {
        PreparedSignIn prepared = prepared(ksef);
        byte[] signed = person().signer(time).sign(prepared.request());
        time.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> ksef.signIn(prepared, signed))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("10 minutes");
        assertThat(contract.log()).hasSize(1);
    }

    @Test
    void documentThatWasChanged_isRefusedByKsef() {
        PreparedSignIn prepared = prepared(ksef);
        byte[] changed = new String(person().signer(time).sign(prepared.request()), UTF_8)
                .replace(simulator.nip() + "</Nip>", "1111111111</Nip>")
                .getBytes(UTF_8);
        var refused = catchThrowableOfType(KsefApiException.class, () -> ksef.signIn(prepared, changed));
        assertThat(refused.has(9105)).as(refused.getMessage()).isTrue();
    }

    @Test
    void documentThatTheCheckFindsFaultWith_doesNotLeave() {
        var finding = new SignatureFinding(SignatureFinding.Cause.ALTERED, "it was altered", "sign it anew");
        try (KsefClient client = builder(credentials(person()))
                .xadesCheck((signed, request) -> List.of(finding))
                .build()) {
            PreparedSignIn prepared = prepared(client);
            var refused = catchThrowableOfType(
                    KsefSigningException.class, () -> client.signIn(prepared, prepared.document()));
            assertThat(refused.findings()).containsExactly(finding);
            KsefContextClient view = client.forNip(simulator.nip());
            assertThatThrownBy(() -> view.authSessions().list(null, null))
                    .as("a signer at hand is no better judge")
                    .isInstanceOf(KsefSigningException.class);
        }
        assertThat(contract.log()).noneMatch(line -> line.contains("xades-signature"));
    }

    private PreparedSignIn prepared(KsefClient client) {
        return client.xadesSignIn()
                .prepare(Nip.of(simulator.nip()), XadesOptions.USUAL, Deadline.after(Duration.ofMinutes(1), time));
    }

    private MadeCertificate person() {
        return MadeCertificate.person(Kind.EC, simulator.nip(), anHourAgo());
    }

    private CertificateCredentials credentials(MadeCertificate made) {
        return Credentials.certificate(made.signer(time));
    }

    private KsefClient client(Credentials credentials) {
        return builder(credentials).build();
    }

    private KsefClient.Builder builder(Credentials credentials) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(credentials)
                .time(time)
                .listener(events);
    }

    private Instant anHourAgo() {
        return time.instant().minus(Duration.ofHours(1));
    }
}
