package dev.ksef.simulator.page;

import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.ReplyDelivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The last exchanges of the simulated KSeF, as clients saw them, with the faults that were planned for them. It keeps no
 * headers and no bodies of requests, since they may hold secrets. Thread-safe.
 */
public final class ExchangeJournal implements PageList {

    /** How many exchanges are kept. */
    public static final int MOST = 200;

    private static final int LARGEST_JUDGED_BODY = 16_000;
    private static final int LONGEST_PATH = 300;

    private final InstantSource clock;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    /** The faults of the call that a thread answers. */
    private final ThreadLocal<List<String>> faults = new ThreadLocal<>();

    private long last;

    public ExchangeJournal(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that these faults are planned for the call that this thread answers. */
    public void meet(List<String> rules) {
        List<String> met = faults.get();
        if (met != null) {
            met.addAll(rules);
        }
    }

    /**
     * Notes each request and its answer.
     *
     * @param names gives the operation that a request is for
     */
    public OperationHandler recorded(OperationHandler answers, Function<HttpRequest, Optional<String>> names) {
        return request -> {
            List<String> met = new ArrayList<>();
            faults.set(met);
            try {
                HttpReply reply = answers.answer(request);
                now().ifPresent(at -> note(at, request, names.apply(request).orElse(""), met, reply));
                return reply;
            } finally {
                faults.remove();
            }
        };
    }

    /** The time; nothing if the clock of a test fails, which is no reason to lose the answer. */
    private Optional<Instant> now() {
        try {
            return Optional.of(clock.instant());
        } catch (RuntimeException clockFailed) {
            return Optional.empty();
        }
    }

    private synchronized void note(
            Instant at, HttpRequest request, String operation, List<String> met, HttpReply reply) {
        if (entries.size() == MOST) {
            entries.removeLast();
        }
        last++;
        // The query of a signed link has its signature.
        String path = request.path().substring(0, Math.min(request.path().length(), LONGEST_PATH));
        boolean judged = reply.delivery() == ReplyDelivery.WHOLE
                && reply.headers().getOrDefault("Content-Type", "").contains("json")
                && reply.body().length <= LARGEST_JUDGED_BODY;
        entries.addFirst(new JournalEntry(
                last,
                at,
                request.method(),
                path,
                operation,
                List.copyOf(met),
                reply.status(),
                reply.delivery(),
                reply.headers().getOrDefault("x-ms-error-code", ""),
                judged ? reply.body() : new byte[0]));
    }

    private synchronized List<JournalEntry> newestFirst() {
        return List.copyOf(entries);
    }

    /** How many exchanges there were. */
    synchronized long count() {
        return last;
    }

    @Override
    public PageRows rows(PageQuery query) {
        return query.pick(
                newestFirst().stream(),
                entry -> (!query.refused() || entry.refused())
                        && query.matches(entry.method() + " " + entry.path(), entry.operation(), entry.judgementText()),
                JournalEntry::json);
    }
}
