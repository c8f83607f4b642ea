package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which way to sign in the credentials ask for, and what becomes of tokens that somebody's signature yielded. */
class SignInByCredentialsTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final CredentialsId BOARD = CredentialsId.of("board");

    private final FakeSigner signer = FakeSigner.person();
    private final FakeTime time = FakeTime.at(signer.certificate().validFrom().plus(Duration.ofDays(1)));
    private final FakeAuth auth = new FakeAuth(time);
    private final RecordedEvents events = new RecordedEvents();
    private final ServerClock clock = new ServerClock(time);
    private final FakeTransport transport = new FakeTransport()
            .with(AuthApi.class, auth)
            .with(PublicKeyApi.class, () -> List.of(Faked.key("2020-01-01T00:00:00Z", Usage.KSEF_TOKEN_ENCRYPTION)));
    private final Duration timeout = Duration.ofMinutes(2);
    private final SignInByCredentials signIns = new SignInByCredentials(
            new KsefTokenSignIn(
                    transport,
                    EncryptionService.builder(transport, new Faked.Crypto(), clock, time)
                            .build(),
                    clock,
                    time,
                    events,
                    timeout),
            new XadesSignIn(transport, clock, time, events, timeout, null));

    @Test
    void certificate_signsInWithASignature() {
        assertThat(tokens(Credentials.certificate(signer))
                        .bearer(Deadline.NEVER)
                        .reveal())
                .startsWith("access-");
        assertThat(auth.calls).containsExactly("challenge", "xades", "status", "redeem");
    }

    @Test
    void signatureElsewhere_isAskedForInPlainWords() {
        ContextTokens tokens = tokens(Credentials.signedElsewhere(BOARD));
        assertThatThrownBy(() -> tokens.bearer(Deadline.NEVER))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("5265877635", "board", "prepare", "submit");
        assertThat(auth.calls).isEmpty();
    }

    @Test
    void signatureElsewhere_yieldsTokensThatAreUsedAndRefreshed_untilKsefRefreshesNoMore() {
        ContextTokens tokens = tokens(Credentials.signedElsewhere(BOARD));
        PreparedSignIn prepared = signIns.xades().prepare(NIP, XadesOptions.USUAL, Deadline.NEVER);
        tokens.seed(signIns.xades().submit(prepared, FakeSigner.signed(prepared.document()), Deadline.NEVER));
        assertThat(tokens.bearer(Deadline.NEVER).reveal()).startsWith("access-");

        time.advance(FakeAuth.ACCESS_LIFE);
        assertThat(tokens.bearer(Deadline.NEVER).reveal()).startsWith("refreshed-");
        assertThat(events.of(KsefEvent.TokenObtained.class))
                .extracting(KsefEvent.TokenObtained::signIn)
                .as("the tokens are known by their sign-in")
                .hasToString("[AU-1]");

        time.advance(Duration.ofDays(8));
        assertThatThrownBy(() -> tokens.bearer(Deadline.NEVER)).hasMessageContaining("board");
    }

    private ContextTokens tokens(Credentials credentials) {
        return TokenProvider.builder("TEST", transport, signIns, CredentialsProvider.fixed(credentials), clock, time)
                .listener(events)
                .build()
                .of(NIP);
    }
}
