package dev.ksef.port.ledger;

import java.util.List;

/**
 * The answer to a {@link CallDemand}.
 *
 * @param granted how many calls may leave, and are counted as having left at this moment: 0 to {@link CallDemand#wanted}
 * @param counts of the quotas, in the order of the demand
 * @param nodes how many nodes are at work, with the one that asks: at least 1
 */
public record CallGrant(int granted, List<QuotaCount> counts, int nodes) {

    public CallGrant {
        counts = List.copyOf(counts);
    }
}
