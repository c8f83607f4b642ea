package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The high water marks, up to which queries are complete. The first page of a query sets its mark, and all other pages
 * keep it. Thread-safe.
 */
public final class HighWaterMarks {

    private record Query(LoginContext context, String body) {}

    private static final int MOST = 1000;

    private final Duration lag;
    private final InvoiceArchive archive;
    private final Map<Query, Instant> marks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Query, Instant> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Begins without any mark.
     *
     * @param lag how far the marks lie behind the time
     * @param archive learns of each mark
     */
    public HighWaterMarks(Duration lag, InvoiceArchive archive) {
        this.lag = lag;
        this.archive = archive;
    }

    /** The mark of a query. It is never later than the end of the query. */
    Instant of(LoginContext context, String body, int page, @Nullable Instant end, Instant now) {
        return noLaterThan(end, mark(new Query(context, body), page, now));
    }

    /** The mark of an export, which is a query of one page. */
    public Instant of(@Nullable Instant end, Instant now) {
        return noLaterThan(end, tell(now));
    }

    private Instant tell(Instant now) {
        Instant mark = now.minus(lag);
        archive.tell(mark);
        return mark;
    }

    private static Instant noLaterThan(@Nullable Instant end, Instant mark) {
        return end != null && end.isBefore(mark) ? end : mark;
    }

    private synchronized Instant mark(Query query, int page, Instant now) {
        if (page == 0) {
            marks.remove(query);
        }
        return marks.computeIfAbsent(query, first -> tell(now));
    }
}
