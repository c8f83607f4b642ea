package dev.ksef.domain.auth;

import dev.ksef.domain.SingleFlight;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Deadline;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The tokens of one context. */
final class TokenSlot implements BearerSource {

    /** Nobody gets a token that ends sooner than this: it could die on the way. */
    private static final long MARGIN_MILLIS = 30_000;

    private final ContextIdentifier context;
    private final Transport transport;
    private final SignIn signIn;
    private final ServerClock clock;
    private final KsefListener listener;
    private final Duration timeout;
    private final SingleFlight<AccessToken> renewal;
    private final AtomicReference<@Nullable AccessToken> access = new AtomicReference<>();
    private final AtomicInteger signOuts = new AtomicInteger();
    private volatile @Nullable RefreshToken refresh;

    TokenSlot(
            ContextIdentifier context,
            Transport transport,
            SignIn signIn,
            ServerClock clock,
            Time time,
            KsefListener listener,
            Duration timeout) {
        this.context = context;
        this.transport = transport;
        this.signIn = signIn;
        this.clock = clock;
        this.listener = listener;
        this.timeout = timeout;
        this.renewal = new SingleFlight<>("signing in for " + context, time);
    }

    @Override
    public AccessToken bearer(Deadline deadline) {
        AccessToken current = access.get();
        return current != null && isGood(current) ? current : renewal.result(deadline, () -> renewed(deadline));
    }

    @Override
    public void rejected(BearerToken token) {
        AccessToken current = access.get();
        if (token.equals(current)) {
            access.compareAndSet(current, null);
        }
    }

    /** Forgets only what KSeF was told of: after a failure it can be tried again. */
    void signOut(Deadline deadline) {
        signOuts.incrementAndGet();
        RefreshToken current = refresh;
        if (current != null && isGood(current)) {
            close(current, deadline);
        }
        access.set(null);
        refresh = null;
    }

    private AccessToken renewed(Deadline deadline) {
        AccessToken meanwhile = access.get();
        if (meanwhile != null && isGood(meanwhile)) {
            return meanwhile;
        }
        RefreshToken current = refresh;
        AccessToken refreshed = current != null && isGood(current) ? refreshed(current, deadline) : null;
        return refreshed == null ? signedIn(deadline) : refreshed;
    }

    private @Nullable AccessToken refreshed(RefreshToken with, Deadline deadline) {
        try {
            AccessToken token = open(AuthApi.class, BearerSource.of(with), deadline)
                    .refresh()
                    .accessToken();
            access.set(token);
            listener.on(new KsefEvent.TokenObtained(context, true));
            return token;
        } catch (KsefApiException refused) {
            if (refused.status() != 400 && refused.status() != 401) {
                throw refused;
            }
            // Revoked or over: only a new sign-in helps.
            refresh = null;
            return null;
        }
    }

    private AccessToken signedIn(Deadline deadline) {
        int begun = signOuts.get();
        AuthenticationTokens tokens = signIn.signIn(context, deadline);
        if (signOuts.get() != begun) {
            close(tokens.refreshToken(), deadline);
            throw new KsefException("Somebody signed out of " + context + " while this call was signing in");
        }
        refresh = tokens.refreshToken();
        access.set(tokens.accessToken());
        listener.on(new KsefEvent.TokenObtained(context, false));
        return tokens.accessToken();
    }

    private void close(RefreshToken session, Deadline deadline) {
        open(AuthSessionApi.class, BearerSource.of(session), deadline).closeCurrent();
    }

    private boolean isGood(BearerToken token) {
        return token.validUntilMillis() - clock.millis() > MARGIN_MILLIS;
    }

    private <A> A open(Class<A> api, BearerSource bearer, Deadline deadline) {
        return transport.open(api, new CallScope(context, bearer, timeout, deadline));
    }

    @Override
    public String toString() {
        return "access tokens of " + context;
    }
}
