package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.AuthenticationOperation.Attempt;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Begins a sign-in, whatever it is proven with. Its outcome is settled already, but shows only after a while. */
public final class SignInStarter {

    private final AtomicLong positions = new AtomicLong();
    private final InstantSource clock;
    private final Duration delay;
    private final ReferenceNumbers references;
    private final AuthenticationRegister authentications;
    private final BearerTokens tokens;
    private final PeppolProviders peppolProviders;
    private final BlockedContexts blocked;
    private final boolean formerMethod;

    /**
     * Begins no sign-in yet.
     *
     * @param formerMethod whether sign-ins tell the deprecated name of their method
     */
    public SignInStarter(
            InstantSource clock,
            Duration delay,
            ReferenceNumbers references,
            AuthenticationRegister authentications,
            BearerTokens tokens,
            PeppolProviders peppolProviders,
            BlockedContexts blocked,
            boolean formerMethod) {
        this.clock = clock;
        this.delay = delay;
        this.references = references;
        this.authentications = authentications;
        this.tokens = tokens;
        this.peppolProviders = peppolProviders;
        this.blocked = blocked;
        this.formerMethod = formerMethod;
    }

    HttpReply begin(LoginContext context, SignInProof proof, IpPolicy ipPolicy, ProcessingStatus judged) {
        Instant now = clock.instant();
        ProcessingStatus outcome = blocked.outcome(context, judged);
        Attempt attempt = new Attempt(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.AUTHENTICATION),
                context,
                proof,
                ipPolicy,
                now,
                now.plus(delay),
                outcome);
        AuthenticationOperation authentication = new AuthenticationOperation(attempt, formerMethod);
        authentications.add(authentication);
        if (proof.subject() != null && outcome.success()) {
            peppolProviders.register(proof.subject(), now);
        }
        ObjectNode body = JsonTrees.object().put("referenceNumber", authentication.referenceNumber());
        body.set("authenticationToken", tokens.authentication(authentication).json());
        return HttpReply.json(202, body);
    }
}
