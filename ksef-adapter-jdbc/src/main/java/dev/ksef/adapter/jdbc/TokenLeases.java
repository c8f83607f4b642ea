package dev.ksef.adapter.jdbc;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.time.Deadline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The leases of tokens that this store holds, so that whatever it writes meanwhile is fenced by them. */
final class TokenLeases {

    private final Leases leases;
    private final Map<TokenKey, Lease> held = new ConcurrentHashMap<>();

    TokenLeases(Leases leases) {
        this.leases = leases;
    }

    @Nullable
    Lease of(TokenKey key) {
        return held.get(key);
    }

    <T> T during(
            TokenKey key, RowId id, String what, Deadline deadline, LeaseWait.Refusal refusal, Supplier<T> work) {
        Lease lease = leases.take(id, what, () -> !held.containsKey(key), deadline, refusal);
        held.put(key, lease);
        try {
            return work.get();
        } finally {
            held.remove(key, lease);
            leases.giveBack(lease);
        }
    }
}
