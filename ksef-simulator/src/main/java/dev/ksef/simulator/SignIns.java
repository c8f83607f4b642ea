package dev.ksef.simulator;

import dev.ksef.simulator.Authentication.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** Begins to sign somebody in, whatever the proof; how it ends is settled already, and shows after a while. */
final class SignIns {

    private final AtomicLong positions = new AtomicLong();
    private final InstantSource clock;
    private final Duration delay;
    private final ReferenceNumbers references;
    private final Authentications authentications;
    private final BearerTokens tokens;

    SignIns(
            InstantSource clock,
            Duration delay,
            ReferenceNumbers references,
            Authentications authentications,
            BearerTokens tokens) {
        this.clock = clock;
        this.delay = delay;
        this.references = references;
        this.authentications = authentications;
        this.tokens = tokens;
    }

    Reply begin(ContextIdentifier context, Proof proof, IpPolicy ipPolicy, Status outcome) {
        Instant now = clock.instant();
        Authentication authentication = new Authentication(new Attempt(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.AUTHENTICATION),
                context,
                proof,
                ipPolicy,
                now,
                now.plus(delay),
                outcome));
        authentications.add(authentication);
        ObjectNode body = Json.object().put("referenceNumber", authentication.referenceNumber());
        body.set("authenticationToken", tokens.authentication(authentication).json());
        return Reply.json(202, body);
    }
}
