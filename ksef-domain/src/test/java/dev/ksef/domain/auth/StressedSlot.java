package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One slot with its store, small enough to be made anew for each of millions of collisions. Tokens are numbers. */
final class StressedSlot implements Transport, TokenStore, Time {

    static final int NO_TOKEN = -1;
    static final int FAILED = -2;
    static final int STALE = 300;
    static final int SIGNED_IN = 100;
    static final int REFRESHED = 200;
    private static final long NOW = Instant.parse("2026-11-02T09:00:00Z").toEpochMilli();
    private static final OffsetDateTime SOON =
            Instant.ofEpochMilli(NOW).plusSeconds(900).atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime LATER = SOON.plusDays(7);
    private static final OffsetDateTime PAST = SOON.minusDays(1);
    private static final Nip CONTEXT = Nip.of("5265877635");
    private static final Credentials CREDENTIALS = Credentials.ksefToken("token");
    private static final ReferenceNumber SIGN_IN = ReferenceNumber.of("20261102-AU-0000000001-0000000000-00");

    final AtomicInteger signIns = new AtomicInteger();
    final AtomicInteger refreshes = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private long now = NOW;
    private final AtomicReference<StoredTokens> stored = new AtomicReference<>();
    final ContextTokens slot = TokenProvider.builder(
                    "TEST", this, this::signIn, CredentialsProvider.fixed(CREDENTIALS), new ServerClock(this), this)
            .store(this)
            .build()
            .of(CONTEXT);

    private CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        int number = SIGNED_IN + signIns.incrementAndGet();
        return new CompletedSignIn(SIGN_IN, new AuthenticationTokens(access(number), refresh(number)));
    }

    /** Holds a token that is over, and one to refresh it. */
    StressedSlot stale() {
        slot.seed(new AuthenticationTokens(new AccessToken("" + STALE, PAST), refresh(STALE)));
        return this;
    }

    StressedSlot seed(int number) {
        slot.seed(new AuthenticationTokens(access(number), refresh(number)));
        return this;
    }

    void pass(long millis) {
        now += millis;
    }

    int bearer() {
        try {
            return number(slot.bearer(Deadline.NEVER));
        } catch (KsefException failed) {
            return FAILED;
        }
    }

    int held() {
        return number(slot.ifFresh());
    }

    int stored() {
        StoredTokens tokens = stored.get();
        return tokens == null ? NO_TOKEN : number(tokens.accessToken());
    }

    static AccessToken access(int number) {
        return new AccessToken("" + number, SOON);
    }

    private static RefreshToken refresh(int number) {
        return new RefreshToken("r" + number, LATER);
    }

    private static int number(AccessToken token) {
        return token == null ? NO_TOKEN : Integer.parseInt(token.reveal());
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
                    if (api == AuthApi.class && method.getName().equals("refresh")) {
                        return new RefreshedToken(access(REFRESHED + refreshes.incrementAndGet()));
                    }
                    if (api == AuthSessionApi.class && method.getName().equals("closeCurrent")) {
                        closed.incrementAndGet();
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        return Optional.ofNullable(stored.get());
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        stored.set(tokens);
    }

    @Override
    public void remove(TokenKey key) {
        stored.set(null);
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public void sleepUntil(long millis) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    public void close() {}
}
