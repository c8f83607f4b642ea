package dev.ksef.domain.limit;

import dev.ksef.port.ledger.QuotaDemand;
import java.util.List;

/**
 * What a ledger is asked about one quota.
 *
 * @param untold when the calls left that the ledger is told of with it
 * @param blocks how often this node had changed the block
 */
record QuotaQuestion(QuotaDemand demand, List<Long> untold, int blocks) {}
