package dev.ksef.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Plans what goes wrong in one simulator, by operation and by the number of the call. Calls of an operation are
 * counted from 1, from the start or the last {@link #clear()}, repetitions included. If several rules affect a call,
 * all apply, the first one outermost. Thread-safe; the plan may be changed while calls come in.
 */
public final class FaultPlan {

    private record State(List<FaultRule> rules, Map<String, AtomicLong> calls, Map<String, AtomicLong> faults) {

        static State of(List<FaultRule> rules) {
            return new State(rules, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        State with(List<FaultRule> more) {
            return new State(Stream.concat(rules.stream(), more.stream()).toList(), calls, faults);
        }

        State without(String rule) {
            return new State(
                    rules.stream().filter(one -> !one.toString().equals(rule)).toList(), calls, faults);
        }

        static long count(Map<String, AtomicLong> counts, String what) {
            return counts.computeIfAbsent(what, first -> new AtomicLong()).incrementAndGet();
        }

        static Map<String, Long> shown(Map<String, AtomicLong> counts) {
            Map<String, Long> shown = new TreeMap<>();
            counts.forEach((what, count) -> shown.put(what, count.get()));
            return Collections.unmodifiableMap(shown);
        }
    }

    private final OperationNames operations;
    private final long seed;
    private final AtomicReference<State> state = new AtomicReference<>(State.of(List.of()));

    FaultPlan(OperationNames operations, long seed, List<FaultRule> rules) {
        this.operations = operations;
        this.seed = seed;
        addAll(rules);
    }

    /**
     * Adds a rule in its text form, as {@link FaultRule} describes it.
     *
     * @throws IllegalArgumentException if the text is no rule, or there is no such operation
     */
    public void add(String rule) {
        addAll(List.of(FaultRule.parse(rule)));
    }

    /**
     * Adds a rule.
     *
     * @param operation method and path as the API describes it, such as {@code POST /auth/challenge}
     * @throws IllegalArgumentException if there is no such operation
     */
    public void add(String operation, AffectedCalls calls, Fault fault) {
        addAll(List.of(new FaultRule(operation, calls, fault)));
    }

    /**
     * Adds all of these rules, or none if one is wrong.
     *
     * @throws IllegalArgumentException if a rule names no operation of the simulator
     */
    public void addAll(List<FaultRule> rules) {
        List<FaultRule> known = new ArrayList<>();
        for (FaultRule rule : rules) {
            known.add(new FaultRule(operations.known(rule.operation()), rule.calls(), rule.fault()));
        }
        state.updateAndGet(before -> before.with(known));
    }

    /** Removes all rules and counts calls from 1 again. */
    public void clear() {
        state.set(State.of(List.of()));
    }

    /** The rules, in the order in which they were added. */
    public List<FaultRule> rules() {
        return state.get().rules();
    }

    /** The number of calls of each operation so far. Operations without calls are missing. */
    public Map<String, Long> calls() {
        return State.shown(state.get().calls());
    }

    /** The number of calls that each rule affected so far, by its text form. Rules that affected none are missing. */
    public Map<String, Long> met() {
        return State.shown(state.get().faults());
    }

    /**
     * Removes all rules with this text form. Calls are counted on.
     *
     * @return whether there were any
     */
    public boolean remove(String rule) {
        State before = state.getAndUpdate(now -> now.without(rule));
        return before.rules().stream().anyMatch(one -> one.toString().equals(rule));
    }

    /** Counts a call, and gives the rules for what is to go wrong with it, the outermost first. */
    List<FaultRule> next(String operation) {
        State now = state.get();
        long number = State.count(now.calls(), operation);
        List<FaultRule> meant = now.rules().stream()
                .filter(rule -> rule.applies(operation, number, seed))
                .toList();
        meant.forEach(rule -> State.count(now.faults(), rule.toString()));
        return meant;
    }
}
