package dev.ksef.domain.limit;

import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.QuotaKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger to whose demands something happens. */
final class HookedLedger implements CallLedger {

    private final CallLedger ledger;
    private final List<CallDemand> demands = new CopyOnWriteArrayList<>();
    private final AtomicInteger granted = new AtomicInteger();
    private volatile Hook before = () -> {};
    private volatile Hook after = () -> {};

    HookedLedger(CallLedger ledger) {
        this.ledger = ledger;
    }

    /** What happens. */
    interface Hook {

        void run() throws InterruptedException;
    }

    void before(Hook hook) {
        before = hook;
    }

    void after(Hook hook) {
        after = hook;
    }

    List<CallDemand> demands() {
        return List.copyOf(demands);
    }

    /** How many calls it has granted. */
    int granted() {
        return granted.get();
    }

    @Override
    public CallGrant take(CallDemand demand) throws InterruptedException {
        demands.add(demand);
        before.run();
        CallGrant grant = ledger.take(demand);
        granted.addAndGet(grant.granted());
        after.run();
        return grant;
    }

    @Override
    public void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
        ledger.block(quota, remainingMillis);
    }

    @Override
    public void unblock(QuotaKey quota) throws InterruptedException {
        ledger.unblock(quota);
    }
}
