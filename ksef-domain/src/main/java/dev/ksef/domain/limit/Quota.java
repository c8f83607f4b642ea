package dev.ksef.domain.limit;

import java.util.TreeSet;

/**
 * A counter and the line of those who wait for it. Whoever uses it holds its lock, which is its monitor; nobody waits
 * meanwhile. Who needs two locks takes that of the environment's quota last.
 */
final class Quota {

    private final Counter counter;
    private final TreeSet<Waiter> line = new TreeSet<>();

    Quota(Allowance allowance) {
        counter = new Counter(allowance);
    }

    Counter counter() {
        return counter;
    }

    /** Whether a call may leave that has not been in line. */
    boolean isFree(long nowMillis) {
        return line.isEmpty() && counter.earliest() <= nowMillis;
    }

    /** Puts it in its place, if it is not there yet; those behind may have to give up. */
    void join(Waiter waiter) {
        if (line.add(waiter)) {
            wakeBehind(waiter);
        }
    }

    /** Takes it out of the line, if it is there; if it was the first, the next one's turn has come. */
    void leave(Waiter waiter) {
        boolean wasFirst = isFirst(waiter);
        if (line.remove(waiter) && wasFirst && !line.isEmpty()) {
            line.first().wake();
        }
    }

    boolean isFirst(Waiter waiter) {
        return !line.isEmpty() && line.first() == waiter;
    }

    int waiting() {
        return line.size();
    }

    /** How many leave before it. */
    int ahead(Waiter waiter) {
        return line.headSet(waiter).size();
    }

    /** How many leave before it that are not in the other line. */
    int aheadBeside(Waiter waiter, Quota other) {
        return (int) line.headSet(waiter).stream()
                .filter(each -> !other.line.contains(each))
                .count();
    }

    /** How many of its line are not in the other. */
    int waitingBeside(Quota other) {
        return (int) line.stream().filter(each -> !other.line.contains(each)).count();
    }

    void wakeBehind(Waiter waiter) {
        line.tailSet(waiter, false).forEach(Waiter::wake);
    }

    void limit(Allowance allowance) {
        counter.limit(allowance);
        line.forEach(Waiter::wake);
    }

    void block(long untilMillis) {
        counter.block(untilMillis);
        line.forEach(Waiter::wake);
    }

    void merge(long[] times, long blockedUntilMillis) {
        counter.merge(times);
        block(blockedUntilMillis);
    }
}
