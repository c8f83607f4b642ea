package dev.ksef.domain.limit;

import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import java.util.concurrent.atomic.AtomicLong;

/** Makes quotas and gates: those that count by themselves, or those that ask a ledger. */
interface GateMaker {

    /** Makes those that count by themselves. */
    GateMaker COUNTING = new GateMaker() {
        @Override
        public CallQuota quota(QuotaKey key, WindowAllowance allowance) {
            return new CallQuota(allowance);
        }

        @Override
        public RateLimitGate gate(CallQuota own, CallQuota shared, Time time, AtomicLong numbers) {
            return new RateLimitGate(own, shared, time, numbers);
        }
    };

    CallQuota quota(QuotaKey key, WindowAllowance allowance);

    /** Makes a gate of quotas that the same maker made. */
    RateLimitGate gate(CallQuota own, CallQuota shared, Time time, AtomicLong numbers);
}
