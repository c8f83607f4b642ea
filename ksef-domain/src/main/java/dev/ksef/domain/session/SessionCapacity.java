package dev.ksef.domain.session;

import dev.ksef.port.event.KsefEvent.RolledOver.Reason;
import java.util.Optional;

/**
 * The places of one session among several: each send takes one before it begins, so that no more are sent than the session
 * takes, and the session is closed only after the last of them has ended. Thread-safe; nobody waits here.
 */
final class SessionCapacity {

    private final OnlineSession session;
    private final int most;
    private final long endMillis;
    private int taken;
    private int underWay;
    private boolean ended;

    /**
     * @param endMillis from when on no place is given, by KSeF's clock
     */
    SessionCapacity(OnlineSession session, int most, long endMillis) {
        this.session = session;
        this.most = most;
        this.endMillis = endMillis;
    }

    OnlineSession session() {
        return session;
    }

    /** Takes a place; where there is none, says why. */
    synchronized Optional<Reason> take(long nowMillis) {
        if (ended) {
            return Optional.of(Reason.REFUSED);
        }
        if (taken >= most) {
            return Optional.of(Reason.FULL);
        }
        if (nowMillis >= endMillis) {
            return Optional.of(Reason.EXPIRING);
        }
        taken++;
        underWay++;
        return Optional.empty();
    }

    /** Ends a send; true where it was the last of a session that has ended, and whoever is told so closes it. */
    synchronized boolean giveBack() {
        underWay--;
        return ended && underWay == 0;
    }

    /** Gives no place from now on; true once, where no send is under way, and whoever is told so closes the session. */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first && underWay == 0;
    }
}
