package dev.ksef.simulator.quota;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The limits in force: those of the settings, or those that a context was given instead. Thread-safe. */
public final class GrantedContextLimits implements Stateful {

    private final ContextLimits usual;
    private final Map<LoginContext, ContextLimits> changed = new ConcurrentHashMap<>();

    public GrantedContextLimits(ContextLimits usual) {
        this.usual = usual;
    }

    public ContextLimits of(LoginContext context) {
        return changed.getOrDefault(context, usual);
    }

    public void change(LoginContext context, ContextLimits given) {
        changed.put(context, given);
    }

    @Override
    public String section() {
        return "context-limits";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        changed.forEach((context, limits) -> rows.accept(limits.json().put("context", context.value())));
    }

    @Override
    public void restore(SavedRow row) {
        change(row.as("context", LoginContext::saved), ContextLimits.saved(row));
    }

    public void reset(LoginContext context) {
        changed.remove(context);
    }
}
