package dev.ksef.port.ledger;

import java.util.List;

/**
 * One of the quotas that a {@link CallDemand} counts against.
 *
 * @param key names it
 * @param windows what it allows, in no certain order; with none it holds calls back only by its block, and nothing is kept of it
 * @param cursor that of the last {@link QuotaCount} of this quota; empty if the node knows nothing of it
 * @param leftMillisAgo how long ago calls of this node left that no ledger has counted, in milliseconds, in no certain order, each
 *     0 or more. The ledger counts them before it grants anything, whether there is room for them or not
 */
public record QuotaDemand(QuotaKey key, List<CallWindow> windows, String cursor, List<Long> leftMillisAgo) {

    public QuotaDemand {
        windows = List.copyOf(windows);
        leftMillisAgo = List.copyOf(leftMillisAgo);
    }

    /** How many calls the largest window takes, so that no more of the latest ones decide about the next. */
    public int depth() {
        return windows.stream().mapToInt(CallWindow::calls).max().orElse(0);
    }
}
