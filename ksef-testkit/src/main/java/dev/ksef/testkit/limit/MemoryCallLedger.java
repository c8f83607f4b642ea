package dev.ksef.testkit.limit;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, for tests and for several clients of one process. It can be told to fail, and to lose what it has counted. */
public final class MemoryCallLedger implements CallLedger {

    private final Time time;
    private final Map<QuotaKey, Book> books = new HashMap<>();
    private final Map<String, Map<String, Long>> nodes = new HashMap<>();
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();
    private long nowMillis = Long.MIN_VALUE;
    private long numbers;
    private long losses;
    private int taken;
    private @Nullable String failure;

    private MemoryCallLedger(Time time) {
        this.time = time;
    }

    /** Makes a ledger that has counted nothing, and goes by this clock. */
    public static MemoryCallLedger of(Time time) {
        return new MemoryCallLedger(time);
    }

    /** What was granted, and when. */
    private record Remembered(int granted, long atMillis) {}

    /** A call that left. */
    private record Departure(long atMillis, long number) {}

    /** What is kept of a quota. */
    private static final class Book {

        private final List<Departure> left = new ArrayList<>();
        private long blockedUntil;

        void count(Departure departure) {
            int at = left.size();
            while (at > 0 && left.get(at - 1).atMillis > departure.atMillis) {
                at--;
            }
            left.add(at, departure);
        }

        void forget(long nowMillis) {
            left.removeIf(each -> nowMillis - each.atMillis > CallWindow.LONGEST.toMillis());
        }

        long room(CallWindow window, long nowMillis) {
            return window.calls()
                    - left.stream()
                            .filter(each -> nowMillis - each.atMillis < window.millis())
                            .count();
        }
    }

    @Override
    public synchronized CallGrant take(CallDemand demand) throws InterruptedException {
        begin();
        taken++;
        String environment = demand.quotas().get(0).key().environment();
        Map<String, Long> known = nodes.computeIfAbsent(environment, absent -> new HashMap<>());
        known.put(demand.node(), nowMillis);
        known.values().removeIf(at -> nowMillis - at > AT_WORK.toMillis());
        remembered.values().removeIf(each -> nowMillis - each.atMillis > REMEMBERED.toMillis());
        Remembered before = remembered.get(demand.id());
        int granted = before == null ? execute(demand) : before.granted;
        return new CallGrant(granted, demand.quotas().stream().map(this::count).toList(), known.size());
    }

    private int execute(CallDemand demand) {
        for (QuotaDemand quota : demand.quotas()) {
            for (long ago : quota.leftMillisAgo()) {
                count(quota, nowMillis - ago);
            }
        }
        int granted = granted(demand);
        for (QuotaDemand quota : demand.quotas()) {
            for (int i = 0; i < granted; i++) {
                count(quota, nowMillis);
            }
        }
        remembered.put(demand.id(), new Remembered(granted, nowMillis));
        return granted;
    }

    private void count(QuotaDemand quota, long atMillis) {
        if (!quota.windows().isEmpty()) {
            book(quota.key()).count(new Departure(atMillis, ++numbers));
        }
    }

    private int granted(CallDemand demand) {
        long granted = demand.wanted();
        for (QuotaDemand quota : demand.quotas()) {
            Book book = book(quota.key());
            if (book.blockedUntil > nowMillis && !demand.probe()) {
                return 0;
            }
            for (CallWindow window : quota.windows()) {
                granted = Math.min(granted, book.room(window, nowMillis));
            }
        }
        return (int) Math.max(0, granted);
    }

    private QuotaCount count(QuotaDemand quota) {
        Book book = book(quota.key());
        book.forget(nowMillis);
        String[] cursor = quota.cursor().split(":");
        boolean afresh = cursor.length != 2 || !cursor[0].equals("" + losses);
        long from = afresh ? 0 : Long.parseLong(cursor[1]);
        List<Long> news = book.left.stream()
                .filter(each -> each.number > from)
                .map(each -> nowMillis - each.atMillis)
                .toList();
        return new QuotaCount(
                Math.max(0, book.blockedUntil - nowMillis),
                afresh,
                news.subList(Math.max(0, news.size() - quota.depth()), news.size()),
                losses + ":" + numbers);
    }

    private Book book(QuotaKey key) {
        return books.computeIfAbsent(key, absent -> new Book());
    }

    private void begin() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (failure != null) {
            throw new KsefStorageException(failure, null);
        }
        nowMillis = Math.max(nowMillis, time.millis());
    }

    @Override
    public synchronized void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
        begin();
        Book book = book(quota);
        book.blockedUntil = Math.max(book.blockedUntil, nowMillis + remainingMillis);
    }

    @Override
    public synchronized void unblock(QuotaKey quota) throws InterruptedException {
        begin();
        book(quota).blockedUntil = 0;
    }

    /** From now on everything fails, with this message; with null it works again. */
    public synchronized void failWith(@Nullable String message) {
        failure = message;
    }

    /** Loses all that was counted, blocked and answered. */
    public synchronized void lose() {
        books.clear();
        nodes.clear();
        remembered.clear();
        losses++;
    }

    /** Returns how many demands it has answered. */
    public synchronized int taken() {
        return taken;
    }
}
