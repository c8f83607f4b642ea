package dev.ksef.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All attempts to sign in, by reference number. */
final class Authentications {

    private final Map<String, Authentication> all = new ConcurrentHashMap<>();

    void add(Authentication authentication) {
        all.put(authentication.referenceNumber(), authentication);
    }

    Optional<Authentication> find(String referenceNumber) {
        return Optional.ofNullable(all.get(referenceNumber));
    }

    /** The live logins of a context, newest first. */
    List<Authentication> active(ContextIdentifier context, Instant now) {
        return all.values().stream()
                .filter(authentication -> authentication.context().equals(context) && authentication.active(now))
                .sorted(Comparator.comparingLong((Authentication authentication) ->
                                authentication.attempt().position())
                        .reversed())
                .toList();
    }
}
