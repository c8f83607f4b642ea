package dev.ksef.simulator.quota;

import dev.ksef.simulator.identifier.LoginContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limits in force: those of the settings, or those that a context was given instead. Thread-safe. */
public final class GrantedContextLimits {

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

    public void reset(LoginContext context) {
        changed.remove(context);
    }
}
