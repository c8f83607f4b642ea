package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.BearerSource;
import dev.ksef.port.Deadline;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the tokens of every context that an application acts for: signs in when there are none, refreshes when the
 * access token is about to end, and signs in again when refreshing fails. One context never waits for another.
 */
public final class TokenProvider {

    private final Transport transport;
    private final SignIn signIn;
    private final ServerClock clock;
    private final Time time;
    private final KsefListener listener;
    private final Duration timeout;
    private final Map<ContextIdentifier, TokenSlot> slots = new ConcurrentHashMap<>();

    /**
     * @param timeout how long one call may take
     */
    public TokenProvider(
            Transport transport, SignIn signIn, ServerClock clock, Time time, KsefListener listener, Duration timeout) {
        this.transport = transport;
        this.signIn = signIn;
        this.clock = clock;
        this.time = time;
        this.listener = listener;
        this.timeout = timeout;
    }

    /** Yields access tokens of this context, and always the same source. */
    public BearerSource source(ContextIdentifier context) {
        return slot(context);
    }

    /**
     * Yields access tokens of this context that come from a sign-in begun from now on: the first use signs in, whatever
     * tokens there are. For when rights have changed.
     */
    public BearerSource sourceAnew(ContextIdentifier context) {
        TokenSlot slot = slot(context);
        return new DemandingBearer(slot, new Demand.LaterThan(slot.signInsBegun()));
    }

    /**
     * Yields access tokens of this context that come from the given sign-in; it refreshes them, but never signs in.
     *
     * @param signIn the sign-in's number, as events and the list of authentication sessions tell it
     */
    public BearerSource source(ContextIdentifier context, ReferenceNumber signIn) {
        return new DemandingBearer(slot(context), new Demand.Of(signIn));
    }

    /**
     * Ends the authentication session of a context and forgets its tokens; without tokens it does nothing. Access tokens
     * that were given out stay valid to their end, since KSeF does not take them back.
     */
    public void signOut(ContextIdentifier context, Deadline deadline) {
        slot(context).signOut(deadline);
    }

    private TokenSlot slot(ContextIdentifier context) {
        return slots.computeIfAbsent(
                context, key -> new TokenSlot(key, transport, signIn, clock, time, listener, timeout));
    }
}
