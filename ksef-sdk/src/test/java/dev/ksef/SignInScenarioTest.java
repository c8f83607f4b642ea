package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.KsefTokenSignIn;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefToken;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInScenarioTest extends Scenario {

    @Test
    void steps_oneByOne_leadToTokens() {
        KsefTokenSignIn signIn = ksef.tokenSignIn();
        ContextIdentifier context = Nip.of(simulator.nip());
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), time);
        var challenge = signIn.challenge(deadline);
        var encrypted = signIn.encrypt(KsefToken.of(simulator.token()), challenge, deadline);
        var init = signIn.init(challenge, context, encrypted, AllowedIps.ANY, deadline);
        assertThat(signIn.status(init, deadline).status().code()).isEqualTo(100);
        var again = signIn.init(challenge, context, encrypted, AllowedIps.ANY, deadline);
        assertThatThrownBy(() -> signIn.awaitSuccess(again, deadline))
                .as("a challenge is for one attempt")
                .isInstanceOf(KsefProcessingException.class)
                .hasMessageContaining("450");
        signIn.awaitSuccess(init, deadline);
        assertThat(signIn.redeem(init, deadline).refreshToken()).isNotNull();
        assertThatThrownBy(() -> signIn.redeem(init, deadline))
                .as("tokens are given once")
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21301");
    }

    @Test
    void wrongToken_isRefusedWithDetails_andNotHammered() {
        try (KsefClient mistaken = client("20261102-EC-0|nip-5265877635|0000")) {
            KsefContextClient view = mistaken.forNip(simulator.nip());
            var refused = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> view.open(AuthSessionApi.class).list(null, null));
            assertThat(refused.status().code()).isEqualTo(450);
            assertThat(refused.status().details()).isNotEmpty();
            int exchanges = contract.log().size();
            assertThatThrownBy(() -> view.open(AuthSessionApi.class).list(null, null))
                    .isInstanceOf(KsefProcessingException.class);
            assertThat(contract.log()).as("held back here").hasSize(exchanges);
        }
    }

    @Test
    void tokenOfAnotherTaxpayer_isRefused() {
        simulator.addTaxpayer("1111111111");
        assertThatThrownBy(() ->
                        ksef.forNip("1111111111").open(AuthSessionApi.class).list(null, null))
                .isInstanceOf(KsefProcessingException.class)
                .hasMessageContaining("450");
    }

    @Test
    void machineWithAWrongClock_usesKsefsTimeForEveryExpiry() {
        company.open(AuthSessionApi.class).list(null, null);
        try (KsefClient slow = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(new ShiftedTime(time, Duration.ofHours(-3)))
                .build()) {
            KsefContextClient view = slow.forNip(simulator.nip());
            view.open(AuthSessionApi.class).list(null, null);
            time.advance(Duration.ofMinutes(14).plusSeconds(40));
            view.open(AuthSessionApi.class).list(null, null);
        }
        assertThat(contract.log())
                .as("refreshed in time although the local clock is three hours behind")
                .noneMatch(line -> line.endsWith(" 401"))
                .anyMatch(line -> line.startsWith("POST /v2/auth/token/refresh"));
    }

    @Test
    void signOut_endsTheAuthenticationSession() {
        company.open(AuthSessionApi.class).list(null, null);
        company.signOut();
        assertThat(contract.log()).contains("DELETE /v2/auth/sessions/current 204");
        company.open(AuthSessionApi.class).list(null, null);
        assertThat(events.of(KsefEvent.TokenObtained.class))
                .extracting(KsefEvent.TokenObtained::refreshed)
                .containsExactly(false, false);
    }

    @Test
    void sessionRevokedElsewhere_isSignedInForAnew() {
        var own = company.open(AuthSessionApi.class).list(null, null).items().get(0);
        company.open(AuthSessionApi.class).close(own.referenceNumber());
        time.advance(Duration.ofMinutes(15));
        company.open(AuthSessionApi.class).list(null, null);
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/challenge"))
                .hasSize(2);
    }

    @Test
    void publicCall_needsNoSignIn() {
        assertThat(ksef.open(PublicKeyApi.class).certificates())
                .extracting(PublicKeyCertificate::publicKeyId)
                .doesNotHaveDuplicates();
        assertThat(contract.log()).hasSize(1);
    }

    @Test
    void client_withNoNetworkAtAll_isBuiltAndFailsAtItsFirstCallOnly() {
        try (KsefClient offline = KsefClient.builder()
                .environment(KsefEnvironment.custom("nowhere", "http://127.0.0.1:1/v2", "http://127.0.0.1:1"))
                .credentials(Credentials.ksefToken("token"))
                .build()) {
            KsefContextClient view = offline.forNip("5265877635");
            var sessions = view.sessions();
            var failure = catchThrowableOfType(KsefTransportException.class, () -> sessions.openOnline(FormCode.FA_3));
            assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @Test
    void clientThatWasClosed_saysSo() {
        KsefClient closed = client(simulator.token());
        closed.close();
        assertThatThrownBy(() -> closed.open(PublicKeyApi.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void builder_withoutItsNecessities_saysWhatIsMissing() {
        assertThatThrownBy(() -> KsefClient.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("environment");
        assertThatThrownBy(() -> KsefClient.builder().environment(environment).build())
                .hasMessageContaining("credentials");
        assertThatThrownBy(() -> Credentials.ksefToken((String) null)).hasMessageContaining("missing");
        assertThatThrownBy(() -> ksef.forNip("526-587-76-35")).hasMessageContaining("ten digits");
    }

    @Test
    void nothingThatIsTold_holdsASecret() {
        company.sessions().openOnline(FormCode.FA_3).close();
        String told = events.all().toString() + ksef + company + Credentials.ksefToken(simulator.token());
        assertThat(told).doesNotContain(simulator.token());
        assertThat(catchThrowableOfType(
                        KsefException.class,
                        () -> client("wrong-sec-ret")
                                .forNip(simulator.nip())
                                .sessions()
                                .openOnline(FormCode.FA_3)))
                .hasMessageNotContaining("sec-ret");
    }
}
