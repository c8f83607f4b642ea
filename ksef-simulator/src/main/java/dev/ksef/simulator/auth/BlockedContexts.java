package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The contexts that nobody signs in for, since an incident is suspected. Logins that exist already stay. Thread-safe. */
public final class BlockedContexts implements Stateful {

    private final Set<LoginContext> blocked = ConcurrentHashMap.newKeySet();

    @Override
    public String section() {
        return "blocked-contexts";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        blocked.forEach(context -> rows.accept(JsonTrees.object().put("context", context.value())));
    }

    @Override
    public void restore(SavedRow row) {
        block(row.as("context", LoginContext::saved));
    }

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
