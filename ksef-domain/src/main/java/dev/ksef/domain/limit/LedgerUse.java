package dev.ksef.domain.limit;

import dev.ksef.port.event.KsefListener;
import dev.ksef.port.ledger.CallLedger;

/**
 * How a limiter uses a ledger.
 *
 * @param nodes with how many nodes it reckons until the ledger has told
 */
record LedgerUse(CallLedger ledger, int nodes, KsefListener listener) {

    LedgerUse {
        if (nodes < 1) {
            throw new IllegalArgumentException("Reckon with one node at least, not with " + nodes);
        }
    }
}
