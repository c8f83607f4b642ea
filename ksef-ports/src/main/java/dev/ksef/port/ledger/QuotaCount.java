package dev.ksef.port.ledger;

import java.util.List;

/**
 * What a {@link CallLedger} knows of a quota, as far as the node that asks does not know it yet.
 *
 * @param blockedMillis for how long it is still blocked; 0 if it is not
 * @param afresh whether {@code leftMillisAgo} holds all that counts, so that the node forgets what it knew. True for an empty
 *     cursor, and if the ledger cannot tell what the node knows, for example because it has lost what it kept
 * @param leftMillisAgo how long ago the calls left that were counted since the cursor, in milliseconds, from the earliest to the
 *     latest, each 0 or more: those of all nodes, also of the one that asks, with those just granted. If they are more than
 *     {@link QuotaDemand#depth}, only so many of the latest
 * @param cursor for the next demand of this node; never empty, and has no meaning but to the ledger
 */
public record QuotaCount(long blockedMillis, boolean afresh, List<Long> leftMillisAgo, String cursor) {

    public QuotaCount {
        leftMillisAgo = List.copyOf(leftMillisAgo);
    }
}
