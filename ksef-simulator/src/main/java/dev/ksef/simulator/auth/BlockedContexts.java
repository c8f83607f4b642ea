package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The contexts that nobody signs in for, since an incident is suspected. Logins that exist already stay. Thread-safe. */
public final class BlockedContexts {

    private final Set<LoginContext> blocked = ConcurrentHashMap.newKeySet();

    void block(LoginContext context) {
        blocked.add(context);
    }

    void unblock(LoginContext context) {
        blocked.remove(context);
    }

    /** How a sign-in ends that would end so without a block. One that fails anyway fails as it would. */
    ProcessingStatus outcome(LoginContext context, ProcessingStatus otherwise) {
        return otherwise.success() && blocked.contains(context) ? SignInStatuses.BLOCKED : otherwise;
    }
}
