package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationSessionsPage;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Tokens on a fake clock, with a sign-in side of KSeF that does as it is told. */
abstract class TokenScenario {

    static final Credentials TOKEN = Credentials.ksefToken("token");
    static final Nip ONE = Nip.of("5265877635");
    static final Nip OTHER = Nip.of("1111111111");

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final FakeAuth auth = new FakeAuth(time);
    final AtomicInteger logins = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final Queue<KsefException> closing = new ConcurrentLinkedQueue<>();
    volatile Runnable whileClosing = () -> {};
    final RecordedEvents events = new RecordedEvents();
    final FakeTransport transport = new FakeTransport()
            .with(AuthApi.class, auth)
            .withScoped(
                    AuthSessionApi.class,
                    scope -> new FakeSessions(
                            scope.bearerSource().bearer(Deadline.NEVER), closed, closing, () -> whileClosing));
    volatile SignIn signIn = this::login;
    final TokenProvider provider = settings().build();

    TokenProvider.Builder settings() {
        return TokenProvider.builder(
                        "TEST",
                        transport,
                        (context, credentials, deadline) -> signIn.signIn(context, credentials, deadline),
                        CredentialsProvider.fixed(TOKEN),
                        new ServerClock(time),
                        time)
                .listener(events);
    }

    static ReferenceNumber reference(int login) {
        return ReferenceNumber.of("20261102-AU-%010X-0000000000-00".formatted(login));
    }

    CompletedSignIn login(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        int count = logins.incrementAndGet();
        var now = time.instant().atOffset(ZoneOffset.UTC);
        return new CompletedSignIn(
                reference(count),
                new AuthenticationTokens(
                        new AccessToken("login-" + count + context, now.plus(FakeAuth.ACCESS_LIFE)),
                        new RefreshToken("refresh-" + count, now.plusDays(7))));
    }

    AccessToken bearer(Nip nip) {
        return provider.of(nip).bearer(Deadline.NEVER);
    }

    List<KsefEvent.TokenTrouble.Step> troubles() {
        return events.of(KsefEvent.TokenTrouble.class).stream()
                .map(KsefEvent.TokenTrouble::step)
                .toList();
    }

    static void await(CountDownLatch latch) {
        await(latch, 10_000);
    }

    static void await(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record FakeSessions(
            BearerToken bearer, AtomicInteger closed, Queue<KsefException> failures, Supplier<Runnable> during)
            implements AuthSessionApi {

        @Override
        public AuthenticationSessionsPage list(Integer pageSize, String continuationToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeCurrent() {
            assertThat(bearer).isInstanceOf(RefreshToken.class);
            closed.incrementAndGet();
            during.get().run();
            if (!failures.isEmpty()) {
                throw failures.poll();
            }
        }

        @Override
        public void close(ReferenceNumber referenceNumber) {
            throw new UnsupportedOperationException();
        }
    }
}
