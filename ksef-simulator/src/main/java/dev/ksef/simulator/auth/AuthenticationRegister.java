package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All attempts to sign in, by reference number. */
public final class AuthenticationRegister {

    private final Map<String, AuthenticationOperation> all = new ConcurrentHashMap<>();

    public void add(AuthenticationOperation authentication) {
        all.put(authentication.referenceNumber(), authentication);
    }

    Optional<AuthenticationOperation> find(String referenceNumber) {
        return Optional.ofNullable(all.get(referenceNumber));
    }

    /** The live logins of a context, newest first. */
    List<AuthenticationOperation> active(LoginContext context, Instant now) {
        return all.values().stream()
                .filter(authentication -> authentication.context().equals(context) && authentication.active(now))
                .sorted(Comparator.comparingLong((AuthenticationOperation authentication) ->
                                authentication.attempt().position())
                        .reversed())
                .toList();
    }
}
