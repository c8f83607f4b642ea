package dev.ksef.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the scripts leave alone when another node has held the lease since. */
class LeaseScriptsTest {

    private final RealRedis redis = RealRedis.shared();
    private final List<String> names = List.of(RealRedis.newPrefix() + "lease", RealRedis.newPrefix() + "holder");

    private List<Object> run(String script, String holder) {
        try (var connection = new LazyConnection(RedisAccess.to(redis.uri()))) {
            return connection.ask(
                    "Running " + script,
                    RedisScript.of(script)
                            .with(
                                    names,
                                    RedisScript.bytes(holder),
                                    RedisScript.bytes(60_000),
                                    RedisScript.bytes(60_000)));
        }
    }

    private List<String> kept() {
        return names.stream().map(redis.commands()::get).toList();
    }

    @Test
    void leaseOfAnother_isNeitherTaken_norRenewed_norGivenBack() {
        assertThat(run("take-lease.lua", "other")).containsExactly(1L);
        assertThat(run("take-lease.lua", "late")).containsExactly(0L);
        assertThat(run("renew-lease.lua", "late")).containsExactly(0L);
        run("end-lease.lua", "late");
        assertThat(kept()).containsExactly("other", "other");
        assertThat(run("renew-lease.lua", "other")).containsExactly(1L);
        run("end-lease.lua", "other");
        assertThat(redis.commands().exists(names.get(0), names.get(1))).isZero();
    }
}
