package dev.ksef.benchmarks.sample;

import dev.ksef.domain.auth.CompletedSignIn;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** As much of KSeF as tokens need, without a network: whoever signs in or refreshes sleeps for a while, and is counted. */
public final class PretendKsef implements SignIn, Transport, AuthApi {

    /** The name of the environment that its tokens are of. */
    public static final String ENVIRONMENT = "PRETENDED";

    private static final long FIRST_NIP = 5_265_870_000L;

    private final Time time = Time.system();
    private final Duration accessLife;
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile Duration signInTakes;
    private volatile Duration refreshTakes = Duration.ZERO;

    public PretendKsef(Duration signInTakes, Duration accessLife) {
        this.signInTakes = signInTakes;
        this.accessLife = accessLife;
    }

    /** That many tax numbers, always the same. */
    public static List<Nip> contexts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Nip.of(Long.toString(FIRST_NIP + i)))
                .toList();
    }

    /** Settings of a provider that has its tokens from here. */
    public TokenProvider.Builder tokens() {
        var credentials = CredentialsProvider.fixed(Credentials.ksefToken("pretended"));
        return TokenProvider.builder(ENVIRONMENT, this, this, credentials, new ServerClock(time), time);
    }

    /** From now on a sign-in takes this long. */
    public void signInTakes(Duration duration) {
        signInTakes = duration;
    }

    /** From now on a refresh takes this long. */
    public void refreshTakes(Duration duration) {
        refreshTakes = duration;
    }

    /** How many sign-ins there were. */
    public int signIns() {
        return signIns.get();
    }

    /** How many refreshes there were. */
    public int refreshes() {
        return refreshes.get();
    }

    @Override
    public CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        int count = signIns.incrementAndGet();
        sleep(signInTakes);
        var reference = ReferenceNumber.of("20261102-AU-%010X-0000000000-00".formatted(count));
        var refresh = new RefreshToken("refresh-" + count, now().plusDays(7));
        return new CompletedSignIn(reference, new AuthenticationTokens(access("access-" + count), refresh));
    }

    @Override
    public RefreshedToken refresh() {
        int count = refreshes.incrementAndGet();
        sleep(refreshTakes);
        return new RefreshedToken(access("refreshed-" + count));
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        return api.cast(this);
    }

    @Override
    public void close() {}

    @Override
    public AuthChallenge challenge() {
        throw new UnsupportedOperationException("Nobody asks for a challenge while signing in is pretended");
    }

    @Override
    public AuthenticationInit authenticateWithXades(
            SignedAuthRequest document, @Nullable Boolean verifyCertificateChain, @Nullable String feature) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AuthenticationInit authenticateWithKsefToken(KsefTokenAuthentication request) {
        throw new UnsupportedOperationException("Signing in is pretended as a whole");
    }

    @Override
    public AuthenticationStatus status(ReferenceNumber referenceNumber) {
        throw new UnsupportedOperationException("Signing in is pretended as a whole");
    }

    @Override
    public AuthenticationTokens redeem() {
        throw new UnsupportedOperationException("Signing in is pretended as a whole");
    }

    private AccessToken access(String text) {
        return new AccessToken(text, now().plus(accessLife));
    }

    private OffsetDateTime now() {
        return Instant.ofEpochMilli(time.millis()).atOffset(ZoneOffset.UTC);
    }

    private void sleep(Duration duration) {
        try {
            time.sleepUntil(time.millis() + duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
