package dev.ksef.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.PretendKsef;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import redis.embedded.RedisServer;

/**
 * What do stores and limits cost that many nodes share? A token that is there must cost what it costs without a store. The first
 * tokens of a node that starts are read from PostgreSQL: beside that stands plain JDBC, which reads the same rows. A call that the
 * shared limiter lets pass costs a part of a question of Redis: beside it stands {@code PING}, which each of its threads waits for.
 */
public final class SharedStores {

    private static final int CONTEXTS = 1_000;
    private static final int ROUNDS = 15;
    private static final int THREADS = 8;
    private static final String ENOUGH = "at least 0.5";
    private static final int CALLS_OF_A_THREAD = 500;
    private static final int PLENTY = 1_000_000;
    private static final Duration LIFE = Duration.ofHours(6);
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PretendKsef ksef = new PretendKsef(Duration.ZERO, LIFE);
    private final List<Nip> contexts = PretendKsef.contexts(CONTEXTS);
    private final Report report;

    private SharedStores(Report report) {
        this.report = report;
    }

    /** @param arguments those of the report */
    public static void main(String[] arguments) throws Exception {
        Report report = Report.of(SharedStores.class, arguments);
        var program = new SharedStores(report);
        program.tokens();
        program.limits();
        report.finish();
    }

    private void tokens() throws Exception {
        var settings = new HikariConfig();
        settings.setMaximumPoolSize(THREADS);
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            settings.setDataSource(server.getPostgresDatabase());
            try (var pool = new HikariDataSource(settings);
                    JdbcStorage storage = JdbcStorage.encrypted(pool, key())) {
                storage.migrate();
                warm(storage);
                cold(storage, pool);
            }
        }
    }

    /** The token of one context that is in memory, with nothing and with a database behind it. */
    private void warm(JdbcStorage storage) {
        TokenProvider memoryOnly = ksef.tokens().build();
        TokenProvider stored = ksef.tokens().store(storage.tokenStore()).build();
        contexts.forEach(stored::bearer);
        memoryOnly.bearer(contexts.get(0));
        report.line("A token that is there, 1 000 times:");
        report.line("");
        InTurns.head(report);
        new InTurns()
                .way("with PostgreSQL behind it", () -> thousand(stored))
                .way("in memory only", () -> thousand(memoryOnly))
                .measure()
                .compare(report, "with PostgreSQL behind it", "in memory only", "at most 1.05", "");
        report.line("");
    }

    private int thousand(TokenProvider tokens) {
        int letters = 0;
        for (int i = 0; i < CONTEXTS; i++) {
            letters += tokens.bearer(contexts.get(0)).hashCode();
        }
        return letters;
    }

    /** A node that starts, and finds the tokens of 1 000 contexts in the database. */
    private void cold(JdbcStorage storage, HikariDataSource pool) throws Exception {
        int before = ksef.signIns();
        head("The first tokens of 1 000 contexts, one after the other, and from 8 threads:");
        List<TokenKey> keys = keys(storage);
        for (int threads : List.of(1, THREADS)) {
            String many = threads == 1 ? "" : ", " + threads + " threads";
            String rows = "the same rows by plain JDBC" + many;
            String alone = "the store alone, asked by the caller's own thread" + many;
            rates(
                    "tokens from PostgreSQL" + many,
                    () -> each(storage, threads),
                    rows,
                    () -> rows(pool, threads),
                    ENOUGH);
            rates(alone, () -> found(storage.tokenStore(), keys, threads), rows, () -> rows(pool, threads), "");
        }
        report.line("");
        if (ksef.signIns() != before) {
            throw new IllegalStateException("Somebody signed in, though all tokens are stored");
        }
    }

    private int each(JdbcStorage storage, int threads) throws Exception {
        TokenProvider node = ksef.tokens().store(storage.tokenStore()).build();
        return inParts(threads, (from, to) -> {
            contexts.subList(from, to).forEach(node::bearer);
            return to - from;
        });
    }

    private List<TokenKey> keys(JdbcStorage storage) {
        TokenProvider node = ksef.tokens().store(storage.tokenStore()).build();
        return contexts.stream()
                .map(each -> new TokenKey(
                        PretendKsef.ENVIRONMENT, each, node.of(each).credentials()))
                .toList();
    }

    private static int found(TokenStore store, List<TokenKey> keys, int threads) throws Exception {
        return inParts(threads, (from, to) -> {
            return (int) keys.subList(from, to).stream()
                    .filter(key -> store.find(key).isPresent())
                    .count();
        });
    }

    private static int rows(HikariDataSource pool, int threads) throws Exception {
        List<byte[]> ids = ids(pool);
        return inParts(threads, (from, to) -> {
            int bytes = 0;
            for (byte[] id : ids.subList(from, to)) {
                bytes += row(pool, id).length;
            }
            return bytes > 0 ? to - from : 0;
        });
    }

    private static byte[] row(HikariDataSource pool, byte[] id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT content FROM ksef_token WHERE id = ?")) {
            read.setBytes(1, id);
            try (ResultSet found = read.executeQuery()) {
                found.next();
                return found.getBytes(1);
            }
        }
    }

    private static List<byte[]> ids(HikariDataSource pool) throws SQLException {
        List<byte[]> ids = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT id FROM ksef_token");
                ResultSet found = read.executeQuery()) {
            while (found.next()) {
                ids.add(found.getBytes(1));
            }
        }
        return ids;
    }

    private void limits() throws Exception {
        int port = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        var uri = RedisURI.create("redis://127.0.0.1:" + port);
        RedisClient bare = RedisClient.create(uri);
        try (RedisCallLedger ledger = RedisCallLedger.at(uri);
                StatefulRedisConnection<String, String> connection = bare.connect()) {
            RateLimiter limiter = SlidingRateLimiter.of(Time.system()).sharedThrough(ledger);
            var round = new AtomicInteger();
            head("4 000 calls of one quota, from 8 threads:");
            rates(
                    "calls that leave",
                    () -> calls(limiter, contexts.get(round.getAndIncrement() % CONTEXTS)),
                    "PING",
                    () -> inParts(THREADS, (from, to) -> pings(connection)),
                    ENOUGH);
            report.line("");
        } finally {
            bare.shutdown();
            server.stop();
        }
    }

    /** Each round has a quota of its own, which is never full. */
    private static int calls(RateLimiter limiter, Nip context) throws Exception {
        var plenty = RateLimit.of(PLENTY, PLENTY, PLENTY);
        limiter.limit("PRETENDED", context, onlySending(plenty));
        var call = new LimitedCall("PRETENDED", context, RateLimitGroup.INVOICE_SEND, "POST /invoices");
        return inParts(THREADS, (from, to) -> {
            for (int i = 0; i < CALLS_OF_A_THREAD; i++) {
                limiter.acquire(call, Deadline.NEVER);
            }
            return CALLS_OF_A_THREAD;
        });
    }

    private static EffectiveApiRateLimits onlySending(RateLimit limit) {
        return new EffectiveApiRateLimits(
                null, null, null, null, limit, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static int pings(StatefulRedisConnection<String, String> connection) {
        for (int i = 0; i < CALLS_OF_A_THREAD; i++) {
            connection.sync().ping();
        }
        return CALLS_OF_A_THREAD;
    }

    private void head(String what) {
        report.line(what);
        report.line("");
        report.row("what", "beside", "of its rate", "target", "a second", "beside", "µs of processor time", "beside");
        report.line("|---|---|---|---|---|---|---|---|");
    }

    /** What one round did, with the processor time of this process. */
    private record Round(int done, long nanos, long processorNanos) {

        static Round of(Callable<Integer> work) throws Exception {
            long processor = PROCESS.getProcessCpuTime();
            long begun = System.nanoTime();
            int done = work.call();
            return new Round(done, System.nanoTime() - begun, PROCESS.getProcessCpuTime() - processor);
        }

        double rate() {
            return done * 1e9 / nanos;
        }
    }

    /**
     * Both in turns; the ratio is the median of the rounds. Processor time is told for all rounds together, since its clock may
     * be coarse.
     */
    private void rates(String name, Callable<Integer> ours, String beside, Callable<Integer> base, String target)
            throws Exception {
        List<Round> rounds = new ArrayList<>();
        List<Round> baseRounds = new ArrayList<>();
        double[] ratios = new double[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            Round round = Round.of(ours);
            Round baseRound = Round.of(base);
            if (i >= 0) {
                rounds.add(round);
                baseRounds.add(baseRound);
                ratios[i] = round.rate() / baseRound.rate();
            }
        }
        report.row(
                name,
                beside,
                number("%.2f", ratios),
                target,
                number("%.0f", rates(rounds)),
                number("%.0f", rates(baseRounds)),
                processorMicros(rounds),
                processorMicros(baseRounds));
    }

    private static double[] rates(List<Round> rounds) {
        return rounds.stream().mapToDouble(Round::rate).toArray();
    }

    private static String processorMicros(List<Round> rounds) {
        double nanos = rounds.stream().mapToLong(Round::processorNanos).sum();
        return String.format(
                Locale.ROOT,
                "%.0f",
                nanos / 1e3 / rounds.stream().mapToInt(Round::done).sum());
    }

    private static String number(String format, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, format, sorted[sorted.length / 2]);
    }

    /** A part of the 1 000 contexts. */
    private interface Part {
        int done(int from, int to) throws Exception;
    }

    private static int inParts(int threads, Part part) throws Exception {
        if (threads == 1) {
            return part.done(0, CONTEXTS);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            int size = CONTEXTS / threads;
            for (int i = 0; i < threads; i++) {
                int from = i * size;
                all.add(pool.submit(() -> part.done(from, from + size)));
            }
            int done = 0;
            for (Future<Integer> each : all) {
                done += each.get();
            }
            return done;
        } finally {
            pool.shutdown();
        }
    }

    private static DataKeys key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return DataKeys.of("benchmark", new SecretKeySpec(bytes, "AES"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
