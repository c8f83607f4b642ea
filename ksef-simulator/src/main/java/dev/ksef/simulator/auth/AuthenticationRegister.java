package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.index.Chronicle;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All attempts to sign in, by reference number. */
public final class AuthenticationRegister {

    private final Map<String, AuthenticationOperation> byReference = new ConcurrentHashMap<>();
    private final Chronicle<LoginContext, AuthenticationOperation> byContext = new Chronicle<>();

    public void add(AuthenticationOperation authentication) {
        byReference.put(authentication.referenceNumber(), authentication);
        byContext.add(authentication.context(), authentication.attempt().position(), authentication);
    }

    Optional<AuthenticationOperation> find(String referenceNumber) {
        return Optional.ofNullable(byReference.get(referenceNumber));
    }

    /** The live logins of a context with lower positions than the given one, newest first. */
    Stream<AuthenticationOperation> active(LoginContext context, long before, Instant now) {
        return byContext.newestFirst(context, before).filter(authentication -> authentication.active(now));
    }
}
