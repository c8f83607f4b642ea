package dev.ksef.adapter.redis;

import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls in Redis, for all nodes that share it. A demand is one script, which Redis runs in one step, and goes
 * by the clock of Redis. If that is set back by less than two hours, the ledger stands still until it has caught up;
 * if by more, it starts anew.
 *
 * <p><b>Memory:</b> of a quota, some 200 bytes for each call of the last two hours, but of the 10 000 latest calls at
 * most, or twice as many as its largest window takes. An answer is kept for a little more than a minute, in some 150
 * bytes. A quota that was not called for two hours, and is not blocked, takes nothing.
 *
 * <p>Where Redis loses data that it had acknowledged (a failover to a replica that was behind, a restart without
 * persistence), the calls that it lost are not counted any more, and blocks are lost: KSeF may refuse some calls
 * then, which the limiters heed.
 *
 * <p>It connects when it is first used, and after a failure with the next call. A demand fails within the command
 * timeout. It asks over one connection, with a few threads of Lettuce, and has none of its own; {@link #close}
 * ends them.
 */
public final class RedisCallLedger implements CallLedger, AutoCloseable {

    private static final RedisScript TAKE = RedisScript.of("take-calls.lua");
    private static final RedisScript BLOCK = RedisScript.of("block-calls.lua");
    private static final byte[] NOTHING = new byte[0];
    private static final int BEFORE_QUOTAS = 3;
    /** So many are told apart in the numbers of Lua, and end after anybody who might wait for it. */
    private static final long LONGEST_BLOCK_MILLIS = 1L << 50;

    private static final long REMEMBERED_MILLIS = REMEMBERED.plusSeconds(10).toMillis();
    private static final long KEPT_MILLIS =
            CallWindow.LONGEST.plus(Duration.ofMinutes(1)).toMillis();

    /** What is kept outlasts by more than this what counts. */
    private static final long TENDING_MILLIS = 30_000;

    private final LazyConnection connection;
    private final QuotaNames names;
    private final @Nullable Time clock;

    /**
     * @param clock that the script goes by; null for that of Redis
     */
    RedisCallLedger(RedisAccess access, @Nullable Time clock) {
        this.connection = new LazyConnection(access);
        this.names = new QuotaNames(access.keyPrefix());
        this.clock = clock;
    }

    /** Creates a ledger. */
    public static RedisCallLedger at(RedisURI uri) {
        return at(RedisAccess.to(uri));
    }

    /** Creates a ledger, with options. */
    public static RedisCallLedger at(RedisAccess access) {
        return new RedisCallLedger(access, null);
    }

    @Override
    public CallGrant take(CallDemand demand) throws InterruptedException {
        List<Object> answer =
                connection.askInterruptibly("Counting calls", TAKE.with(names.of(demand), arguments(demand)));
        long nowMillis = number(answer.get(2));
        List<QuotaCount> counts = new ArrayList<>();
        for (int i = 0; i < demand.quotas().size(); i++) {
            counts.add(count(
                    (List<?>) answer.get(BEFORE_QUOTAS + i), demand.quotas().get(i), nowMillis));
        }
        return new CallGrant((int) number(answer.get(0)), counts, (int) number(answer.get(1)));
    }

    private byte[][] arguments(CallDemand demand) {
        List<byte[]> arguments = new ArrayList<>(List.of(
                RedisScript.bytes(demand.id()),
                RedisScript.bytes(demand.node()),
                RedisScript.bytes(demand.wanted()),
                RedisScript.bytes(demand.probe() ? "1" : ""),
                now(),
                RedisScript.bytes(REMEMBERED_MILLIS),
                RedisScript.bytes(AT_WORK.toMillis()),
                RedisScript.bytes(CallWindow.LONGEST.toMillis()),
                RedisScript.bytes(KEPT_MILLIS),
                RedisScript.bytes(TENDING_MILLIS),
                RedisScript.bytes(demand.quotas().size())));
        demand.quotas().forEach(quota -> add(quota, arguments));
        return arguments.toArray(byte[][]::new);
    }

    private byte[] now() {
        return clock == null ? NOTHING : RedisScript.bytes(clock.millis());
    }

    private static void add(QuotaDemand quota, List<byte[]> arguments) {
        var cursor = LedgerCursor.read(quota.cursor());
        arguments.add(RedisScript.bytes(cursor.epoch()));
        arguments.add(RedisScript.bytes(cursor.number()));
        arguments.add(RedisScript.bytes(quota.depth()));
        arguments.add(RedisScript.bytes(quota.windows().size()));
        for (CallWindow window : quota.windows()) {
            arguments.add(RedisScript.bytes(window.calls()));
            arguments.add(RedisScript.bytes(window.millis()));
        }
        arguments.add(RedisScript.bytes(quota.leftMillisAgo().size()));
        quota.leftMillisAgo().forEach(ago -> arguments.add(RedisScript.bytes(ago)));
    }

    private static QuotaCount count(List<?> told, QuotaDemand quota, long nowMillis) {
        List<Long> agesEarliestFirst = ((List<?>) told.get(3))
                .stream()
                        .map(at -> Math.max(0, nowMillis - number(at)))
                        .sorted((one, other) -> Long.compare(other, one))
                        .toList();
        int more = Math.max(0, agesEarliestFirst.size() - quota.depth());
        return new QuotaCount(
                number(told.get(0)),
                number(told.get(1)) == 1,
                agesEarliestFirst.subList(more, agesEarliestFirst.size()),
                text(told.get(2)));
    }

    private static long number(@Nullable Object answered) {
        return answered instanceof Long number ? number : Long.parseLong(text(answered));
    }

    private static String text(@Nullable Object answered) {
        return new String((byte[]) answered, StandardCharsets.US_ASCII);
    }

    @Override
    public void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
        long millis = Math.min(remainingMillis, LONGEST_BLOCK_MILLIS);
        connection.askInterruptibly("Blocking calls", blocking(quota, RedisScript.bytes(millis)));
    }

    @Override
    public void unblock(QuotaKey quota) throws InterruptedException {
        connection.askInterruptibly("Ending a block of calls", blocking(quota, NOTHING));
    }

    private RedisCommand<List<Object>> blocking(QuotaKey quota, byte[] millis) {
        return BLOCK.with(
                names.of(quota),
                millis,
                now(),
                RedisScript.bytes(CallWindow.LONGEST.toMillis()),
                RedisScript.bytes(KEPT_MILLIS));
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "RedisCallLedger[" + connection + "]";
    }
}
