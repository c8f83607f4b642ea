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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tokens of one context. */
final class TokenSlot implements BearerSource {

    private final ContextIdentifier context;
    private final Transport transport;
    private final SignIn signIn;
    private final ServerClock clock;
    private final KsefListener listener;
    private final Duration timeout;
    private final SingleFlight<HeldTokens> renewal;
    private final AtomicReference<HeldTokens> held = new AtomicReference<>(HeldTokens.NONE);
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger signOuts = new AtomicInteger();

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
        return bearer(Demand.ANY, deadline);
    }

    /**
     * An access token that meets the demand.
     *
     * @throws KsefException if it can only be met by tokens that are gone
     */
    AccessToken bearer(Demand demand, Deadline deadline) {
        while (true) {
            HeldTokens now = held.get();
            AccessToken access = now.access();
            if (access != null && isGood(access) && demand.accepts(now)) {
                return access;
            }
            refuseIfGone(demand, now);
            // Another thread's work may have served another demand.
            HeldTokens renewed = renewal.result(deadline, () -> renewed(demand, deadline));
            AccessToken fresh = renewed.access();
            if (fresh != null && demand.accepts(renewed)) {
                return fresh;
            }
        }
    }

    /** How many sign-ins have begun so far. */
    int signInsBegun() {
        return signIns.get();
    }

    @Override
    public void rejected(BearerToken token) {
        held.updateAndGet(now -> token.equals(now.access()) ? now.withAccess(null) : now);
    }

    /** Forgets only what KSeF was told of: after a failure it can be tried again. */
    void signOut(Deadline deadline) {
        signOuts.incrementAndGet();
        RefreshToken current = held.get().refresh();
        if (current != null && isGood(current)) {
            close(current, deadline);
        }
        held.set(HeldTokens.NONE);
    }

    private void refuseIfGone(Demand demand, HeldTokens now) {
        if (!demand.maySignIn() && !(demand.accepts(now) && isGood(now.refresh()))) {
            throw new KsefException("The tokens at hand for " + context + " are not those of the sign-in that was asked"
                    + " for, or can be refreshed no more: leave out the authentication reference, or name a sign-in"
                    + " whose tokens are held");
        }
    }

    private HeldTokens renewed(Demand demand, Deadline deadline) {
        HeldTokens now = held.get();
        if (demand.accepts(now)) {
            if (isGood(now.access())) {
                return now;
            }
            HeldTokens refreshed = refreshed(now, deadline);
            if (refreshed != null) {
                return refreshed;
            }
        }
        return demand.maySignIn() ? signedIn(deadline) : HeldTokens.NONE;
    }

    /** Null where KSeF has nothing to refresh any more: only a new sign-in helps. */
    private @Nullable HeldTokens refreshed(HeldTokens before, Deadline deadline) {
        RefreshToken with = before.refresh();
        if (with == null || !isGood(with)) {
            return null;
        }
        try {
            AccessToken token = open(AuthApi.class, BearerSource.of(with), deadline)
                    .refresh()
                    .accessToken();
            replace(before, now -> now.withAccess(token));
            listener.on(new KsefEvent.TokenObtained(context, before.signIn(), true));
            return before.withAccess(token);
        } catch (KsefApiException refused) {
            if (refused.status() != 400 && refused.status() != 401) {
                throw refused;
            }
            replace(before, HeldTokens::withoutRefresh);
            return null;
        }
    }

    /** Unless somebody signed out meanwhile. */
    private void replace(HeldTokens before, UnaryOperator<HeldTokens> change) {
        held.updateAndGet(now -> now.ordinal() == before.ordinal() ? change.apply(now) : now);
    }

    private HeldTokens signedIn(Deadline deadline) {
        int ordinal = signIns.incrementAndGet();
        int begun = signOuts.get();
        SignedIn result = signIn.signIn(context, deadline);
        AuthenticationTokens tokens = result.tokens();
        if (signOuts.get() != begun) {
            close(tokens.refreshToken(), deadline);
            throw new KsefException("Somebody signed out of " + context + " while this call was signing in");
        }
        HeldTokens after =
                new HeldTokens(tokens.accessToken(), tokens.refreshToken(), result.referenceNumber(), ordinal);
        held.set(after);
        listener.on(new KsefEvent.TokenObtained(context, result.referenceNumber(), false));
        return after;
    }

    private void close(RefreshToken session, Deadline deadline) {
        open(AuthSessionApi.class, BearerSource.of(session), deadline).closeCurrent();
    }

    private boolean isGood(@Nullable BearerToken token) {
        return HeldTokens.isGood(token, clock.millis());
    }

    private <A> A open(Class<A> api, BearerSource bearer, Deadline deadline) {
        return transport.open(api, new CallScope(context, bearer, timeout, deadline));
    }

    @Override
    public String toString() {
        return "access tokens of " + context;
    }
}
