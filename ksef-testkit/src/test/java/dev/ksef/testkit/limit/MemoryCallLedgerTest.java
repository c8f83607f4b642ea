package dev.ksef.testkit.limit;

import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.time.Time;

class MemoryCallLedgerTest extends CallLedgerContract {

    @Override
    protected CallLedger ledger(Time time) {
        return MemoryCallLedger.of(time);
    }
}
