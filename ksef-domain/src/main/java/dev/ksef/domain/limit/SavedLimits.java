package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import java.util.List;
import java.util.Map;

/** What outlives a process: limits that were told, and what left or is blocked. */
record SavedLimits(Map<QuotaKey, RateLimit> told, List<SavedQuota> quotas) {}
