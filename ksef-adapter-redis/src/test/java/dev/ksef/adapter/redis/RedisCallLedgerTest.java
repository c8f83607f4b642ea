package dev.ksef.adapter.redis;

import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.limit.CallLedgerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class RedisCallLedgerTest extends CallLedgerContract {

    private final List<RedisCallLedger> opened = new ArrayList<>();

    @Override
    protected CallLedger ledger(Time time) {
        var ledger =
                new RedisCallLedger(RedisAccess.to(RealRedis.shared().uri()).keyPrefix(RealRedis.newPrefix()), time);
        opened.add(ledger);
        return ledger;
    }

    @AfterEach
    void close() {
        opened.forEach(RedisCallLedger::close);
    }
}
