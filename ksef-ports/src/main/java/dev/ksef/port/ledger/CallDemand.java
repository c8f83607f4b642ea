package dev.ksef.port.ledger;

import java.util.List;

/**
 * What a node asks of a {@link CallLedger}: that so many calls, or as many of them as may, leave now.
 *
 * @param id unique to this demand, at most 64 letters, digits and hyphens. A demand that is executed again is answered with the
 *     same grant, and nothing more is counted
 * @param node which node asks, at most 64 letters, digits and hyphens
 * @param quotas one or two with different keys, of one environment: each call counts against all of them
 * @param wanted 0 or more. With 0 it is a question: no call is counted, but those are that left before
 * @param probe whether calls leave although a quota is blocked, to see whether it still is; its windows count all the same
 */
public record CallDemand(String id, String node, List<QuotaDemand> quotas, int wanted, boolean probe) {

    public CallDemand {
        quotas = List.copyOf(quotas);
        if (quotas.isEmpty() || wanted < 0) {
            throw new IllegalArgumentException("A demand of " + wanted + " calls of " + quotas.size() + " quotas");
        }
    }
}
