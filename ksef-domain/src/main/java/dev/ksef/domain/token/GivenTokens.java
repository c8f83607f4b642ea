package dev.ksef.domain.token;

import dev.ksef.model.ReferenceNumber;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The numbers of the latest tokens whose secret this client gave out: none of these is the one whose secret was lost. Safe for
 * many threads.
 */
public final class GivenTokens {

    /** Far more than KSeF generates for a client in the time around a lost answer. */
    static final int MOST = 1000;

    private final Set<ReferenceNumber> latest = new LinkedHashSet<>();

    synchronized void add(ReferenceNumber token) {
        if (latest.size() >= MOST) {
            latest.remove(latest.iterator().next());
        }
        latest.add(token);
    }

    synchronized boolean has(ReferenceNumber token) {
        return latest.contains(token);
    }
}
