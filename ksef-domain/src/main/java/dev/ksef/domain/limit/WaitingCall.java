package dev.ksef.domain.limit;

import dev.ksef.port.operation.RateLimitGroup.Urgency;
import dev.ksef.port.time.Deadline;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/** A call that could not leave at once. In order of urgency, then of coming. */
final class WaitingCall implements Comparable<WaitingCall> {

    private static final Comparator<WaitingCall> ORDER =
            Comparator.<WaitingCall, Urgency>comparing(waiter -> waiter.urgency).thenComparing(waiter -> waiter.number);

    private static final long NOT_PERMITTED = Long.MIN_VALUE;

    private final Urgency urgency;
    private final long number;
    private final Deadline deadline;
    private volatile CompletableFuture<Void> signal = new CompletableFuture<>();
    private volatile long permittedUntil = NOT_PERMITTED;
    private int ahead = Integer.MAX_VALUE;

    /**
     * @param number unique; a call that came earlier has a lower one
     */
    WaitingCall(Urgency urgency, long number, Deadline deadline) {
        this.urgency = urgency;
        this.number = number;
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    /** What {@link #wake} completes from now on. Taken before looking at what one may have to wait for. */
    CompletableFuture<Void> listen() {
        var fresh = new CompletableFuture<Void>();
        signal = fresh;
        return fresh;
    }

    /** Lets the call look again. */
    void wake() {
        signal.complete(null);
    }

    /** Permits it to leave, until then at the latest. Only its own thread makes use of that. */
    void permit(long untilMillis) {
        permittedUntil = untilMillis;
    }

    boolean isPermitted() {
        return permittedUntil != NOT_PERMITTED;
    }

    boolean isPermitted(long nowMillis) {
        return nowMillis <= permittedUntil;
    }

    /** Takes the permission back; returns until when it was good. */
    long forbid() {
        long until = permittedUntil;
        permittedUntil = NOT_PERMITTED;
        return until;
    }

    /** Tells whether more calls stand in front than when this was asked last. */
    boolean isOvertaken(int nowAhead) {
        boolean overtaken = nowAhead > ahead;
        ahead = nowAhead;
        return overtaken;
    }

    @Override
    public int compareTo(WaitingCall other) {
        return ORDER.compare(this, other);
    }
}
