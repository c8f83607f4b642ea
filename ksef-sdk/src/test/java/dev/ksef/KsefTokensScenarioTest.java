package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.token.KsefTokens;
import dev.ksef.domain.token.NewKsefToken;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTokenLostException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import dev.ksef.model.testdata.TestPermission;
import dev.ksef.model.testdata.TestPermissionType;
import dev.ksef.model.testdata.TestSubject;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenPermission;
import dev.ksef.model.token.TokenStatus;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.server.CuttingProxy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The life of KSeF tokens, from somebody who makes one to somebody who revokes it. */
class KsefTokensScenarioTest extends SignedScenario {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PESEL = "80010112345";

    @Test
    void token_thatWasMade_signsIn_untilItIsRevoked() {
        try (KsefClient owner = signedBy(seal())) {
            KsefTokens tokens = owner.forNip(simulator.nip()).ksefTokens();
            NewKsefToken created =
                    tokens.generate("Sklep internetowy", TokenPermission.INVOICE_WRITE, TokenPermission.INVOICE_READ);
            secret(created.token().reveal());
            assertThat(tokens.get(created.referenceNumber()).is(TokenStatus.PENDING))
                    .isTrue();
            TokenMetadata active = created.await(PATIENCE);
            assertThat(active.description()).isEqualTo("Sklep internetowy");
            assertThat(active.requestedPermissions()).hasSize(2);

            try (KsefClient shop = signedInWith(created)) {
                list(shop);
                tokens.revoke(created.referenceNumber());
                assertThat(tokens.stream(TokenFilter.ALL.described("sklep")))
                        .singleElement()
                        .satisfies(token -> assertThat(token.is(TokenStatus.REVOKING) || token.is(TokenStatus.REVOKED))
                                .isTrue());
                var refused = catchThrowableOfType(
                        KsefProcessingException.class,
                        () -> list(shop.forNip(simulator.nip()).forcingAuthentication()));
                assertThat(refused.status().code()).isEqualTo(450);
            }
            assertThatThrownBy(() -> tokens.resume(created.referenceNumber()).await(PATIENCE))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("was revoked");
        }
    }

    @Test
    void token_losesTheRightThatItsAuthorLoses() {
        allow(TestPermissionType.INVOICE_READ, TestPermissionType.INVOICE_WRITE);
        try (KsefClient bookkeeper = signedBy(person(PESEL))) {
            NewKsefToken created = bookkeeper
                    .forNip(simulator.nip())
                    .ksefTokens()
                    .generate("Księgowość", TokenPermission.INVOICE_READ, TokenPermission.INVOICE_WRITE);
            created.await(PATIENCE);
            try (KsefClient program = signedInWith(created)) {
                list(program);

                ksef.testData().revoke(Nip.of(simulator.nip()), subject());
                allow(TestPermissionType.INVOICE_READ);

                var refused = catchThrowableOfType(
                        KsefForbiddenException.class,
                        () -> list(program.forNip(simulator.nip()).forcingAuthentication()));
                assertThat(refused.present()).containsExactly("InvoiceRead");
                assertThat(refused.requiredAnyOf()).contains("InvoiceWrite");
            }
        }
    }

    @Test
    void rightsThatTheAuthorLacks_areRefusedAndExplained() {
        allow(TestPermissionType.INVOICE_READ);
        try (KsefClient bookkeeper = signedBy(person(PESEL))) {
            KsefTokens tokens = bookkeeper.forNip(simulator.nip()).ksefTokens();
            assertThatThrownBy(() -> tokens.generate("Za wiele", TokenPermission.CREDENTIALS_MANAGE))
                    .isInstanceOf(KsefApiException.class)
                    .hasMessageContaining("26001")
                    .hasMessageContaining("only rights that whoever generates it has");
        }
    }

    @Test
    void tokenMadeByAToken_isRefused() {
        var refused = catchThrowableOfType(
                KsefForbiddenException.class,
                () -> company.ksefTokens().generate("Token z tokenu", TokenPermission.INVOICE_READ));
        assertThat(refused.reasonCode()).contains("auth-method-not-allowed");
    }

    @Test
    void answerThatWasLost_namesTheTokenToRevoke() {
        try (CuttingProxy proxy = CuttingProxy.before(
                        URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
                KsefClient owner = signedBy(
                        seal(), KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))) {
            KsefTokens tokens = owner.forNip(simulator.nip()).ksefTokens();
            tokens.generate("Zgubiony", TokenPermission.INVOICE_READ);
            owner.forNip(simulator.nip()).ksefTokens().generate("Zgubiony", TokenPermission.INVOICE_READ);
            proxy.cutAfter("POST", "/tokens");
            var lost = catchThrowableOfType(
                    KsefTokenLostException.class, () -> tokens.generate("Zgubiony", TokenPermission.INVOICE_READ));
            assertThat(lost.tokens())
                    .as("those that were given out are not lost")
                    .hasSize(1);
            ReferenceNumber number = lost.tokens().get(0);
            assertThat(lost).hasMessageContaining("generated at that time: " + number);
            tokens.revoke(number);
            assertThat(tokens.get(number).is(TokenStatus.ACTIVE)).isFalse();
        }
    }

    private void allow(TestPermissionType... types) {
        ksef.testData()
                .grant(
                        Nip.of(simulator.nip()),
                        subject(),
                        Arrays.stream(types)
                                .map(type -> TestPermission.of(type, "Uprawnienie"))
                                .toArray(TestPermission[]::new));
    }

    private static TestSubject subject() {
        return TestSubject.of(Pesel.of(PESEL));
    }

    private KsefClient signedInWith(NewKsefToken created) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(created.token()))
                .time(time)
                .listener(events)
                .build();
    }

    private void list(KsefClient client) {
        list(client.forNip(simulator.nip()));
    }

    /** Asks for what needs the right to send. */
    private static void list(KsefContextClient view) {
        assertThat(view.open(SessionApi.class)
                        .list(SessionFilter.of(SessionType.ONLINE), null)
                        .items())
                .isEmpty();
    }
}
