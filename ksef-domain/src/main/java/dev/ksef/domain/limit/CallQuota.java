package dev.ksef.domain.limit;

import java.util.TreeSet;

/**
 * A counter, and the line of calls that wait for it. Every use holds its monitor, and no thread waits while it holds it.
 * A thread that needs two monitors takes that of the environment's quota last.
 */
final class CallQuota {

    private final CallCounter counter;
    private final TreeSet<WaitingCall> line = new TreeSet<>();

    CallQuota(WindowAllowance allowance) {
        counter = new CallCounter(allowance);
    }

    CallCounter counter() {
        return counter;
    }

    /** Tells whether a call may leave that has not been in line. */
    boolean isFree(long nowMillis) {
        return line.isEmpty() && counter.earliest() <= nowMillis;
    }

    /** Puts a call in its place in the line, if it is not there yet. Those behind may have to give up. */
    void join(WaitingCall waiter) {
        if (line.add(waiter)) {
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

    void wakeBehind(WaitingCall waiter) {
        line.tailSet(waiter, false).forEach(WaitingCall::wake);
    }

    void limit(WindowAllowance allowance) {
        counter.limit(allowance);
        line.forEach(WaitingCall::wake);
    }

    void block(long untilMillis) {
        counter.block(untilMillis);
        line.forEach(WaitingCall::wake);
    }

    void merge(long[] times, long blockedUntilMillis) {
        counter.merge(times);
        block(blockedUntilMillis);
    }
}
