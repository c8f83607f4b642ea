package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.QuotaKey;
import java.util.List;
import java.util.Map;

/** The state of a limiter that outlives a process: the limits that were told, when calls left, and what is blocked. */
record SavedLimits(Map<QuotaKey, RateLimit> told, List<SavedQuota> quotas) {}
