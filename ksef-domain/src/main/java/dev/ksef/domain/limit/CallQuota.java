package dev.ksef.domain.limit;

import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A counter, and the line of calls that wait for it. Every use holds a monitor, that of its gate or, of the quota that all
 * calls of an environment share, its own; no thread waits while it holds it. A thread that needs both takes the shared one last.
 */
class CallQuota {

    private CallCounter counter;
    private final TreeSet<WaitingCall> line = new TreeSet<>();

    CallQuota(WindowAllowance allowance) {
        counter = new CallCounter(allowance);
    }

    final CallCounter counter() {
        return counter;
    }

    /** Counts on with another counter. */
    final void countWith(CallCounter other) {
        counter = other;
    }

    /** Tells whether a call may leave that has not been in line. */
    boolean isFree(long nowMillis) {
        return counter.hasSpare(nowMillis) || line.isEmpty() && counter.isFree(nowMillis);
    }

    /** Puts a call in its place in the line, if it is not there yet. Those behind may have to give up. */
    void join(WaitingCall waiter) {
        if (line.add(waiter)) {
            counter.dropSpare();
            wakeBehind(waiter);
        }
    }

    /** Takes a call out of the line, if it is there. If it was the first, the next one's turn has come. */
    void leave(WaitingCall waiter) {
        boolean wasFirst = isFirst(waiter);
        if (line.remove(waiter) && wasFirst && !line.isEmpty()) {
            line.first().wake();
        }
    }

    /** Takes the first out of the line, and wakes nobody. The line must not be empty. */
    WaitingCall takeFirst() {
        return Objects.requireNonNull(line.pollFirst(), "nobody waits");
    }

    boolean isFirst(WaitingCall waiter) {
        return !line.isEmpty() && line.first() == waiter;
    }

    int waiting() {
        return line.size();
    }

    /** How many leave before it. */
    int ahead(WaitingCall waiter) {
        return line.headSet(waiter).size();
    }

    /** How many leave before it that are not in the other line. */
    int aheadBeside(WaitingCall waiter, CallQuota other) {
        return (int) line.headSet(waiter).stream()
                .filter(each -> !other.line.contains(each))
                .count();
    }

    /** How many of its line are not in the other. */
    int waitingBeside(CallQuota other) {
        return (int) line.stream().filter(each -> !other.line.contains(each)).count();
    }

    Optional<WaitingCall> first() {
        return line.isEmpty() ? Optional.empty() : Optional.of(line.first());
    }

    void wakeAll() {
        line.forEach(WaitingCall::wake);
    }

    void wakeBehind(WaitingCall waiter) {
        line.tailSet(waiter, false).forEach(WaitingCall::wake);
    }

    void limit(WindowAllowance allowance) {
        counter.limit(allowance);
        wakeAll();
    }

    void unblock() {
        counter.unblock();
        wakeAll();
    }

    void merge(long[] times, long blockedUntilMillis, long nowMillis) {
        counter.merge(times, blockedUntilMillis, nowMillis);
        wakeAll();
    }
}
