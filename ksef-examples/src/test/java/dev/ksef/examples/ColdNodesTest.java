package dev.ksef.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.KsefClient;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.store.DataKeys;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.testkit.thread.TestThreads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes that share a database and begin together, without any token, with all taxpayers. */
class ColdNodesTest {

    private static final int NODES = 10;
    private static final int THREADS_OF_A_NODE = 4;
    /** Long enough for a slow machine, so that only a test that hangs meets it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Pattern CONTEXT = Pattern.compile("\"value\"\\s*:\\s*\"(\\d{10})\"");
    private static final DataKeys KEYS = DataKeys.of(
            "1", new SecretKeySpec("of 32 bytes, kept with secrets..".getBytes(StandardCharsets.US_ASCII), "AES"));

    private final Map<String, Integer> signIns = new ConcurrentHashMap<>();

    @Test
    void coldNodes_onH2_signInOnceForEachTaxpayer() throws Exception {
        signInFromAllNodes("jdbc:h2:mem:cold;DB_CLOSE_DELAY=-1", 100);
    }

    @Test
    @Tag("slow")
    void coldNodes_onPostgreSql_signInOnceForEachTaxpayer() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
            signInFromAllNodes(database.getJdbcUrl("postgres", "postgres"), 1_000);
        }
    }

    private void signInFromAllNodes(String database, int taxpayers) throws Exception {
        List<String> nips = nips(taxpayers);
        try (KsefSimulator simulator =
                        KsefSimulator.builder().nips(nips).observer(this::count).start();
                var threads = new TestThreads()) {
            List<Node> nodes = new ArrayList<>();
            try {
                for (int node = 0; node < NODES; node++) {
                    nodes.add(Node.opened(simulator, database));
                }
                signInAll(nodes, nips, threads);
            } finally {
                nodes.forEach(Node::close);
            }
        }

        assertThat(signIns).isEqualTo(nips.stream().collect(Collectors.toMap(nip -> nip, nip -> 1)));
    }

    private static void signInAll(List<Node> nodes, List<String> nips, TestThreads threads) throws Exception {
        var start = new CyclicBarrier(NODES * THREADS_OF_A_NODE);
        List<Future<?>> parts = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            Node its = nodes.get(node);
            List<String> shuffled = shuffled(nips, node);
            for (int thread = 0; thread < THREADS_OF_A_NODE; thread++) {
                int first = thread;
                parts.add(threads.start(() -> {
                    start.await();
                    for (int i = first; i < shuffled.size(); i += THREADS_OF_A_NODE) {
                        its.ksef().forNip(shuffled.get(i)).rateLimits().refresh();
                    }
                    return first;
                }));
            }
        }
        for (Future<?> part : parts) {
            part.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Two nodes each go the same way, so that they meet at the same taxpayer again and again. */
    private static List<String> shuffled(List<String> nips, int node) {
        List<String> shuffled = new ArrayList<>(nips);
        Collections.shuffle(shuffled, new Random(node / 2));
        return shuffled;
    }

    private record Node(HikariDataSource pool, JdbcStorage storage, KsefClient ksef) {

        static Node opened(KsefSimulator simulator, String database) {
            HikariDataSource pool = connections(database);
            JdbcStorage storage = JdbcStorage.encrypted(pool, KEYS);
            storage.migrate();
            return new Node(pool, storage, client(simulator, storage));
        }

        void close() {
            ksef.close();
            storage.close();
            pool.close();
        }
    }

    private static HikariDataSource connections(String database) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(database);
        settings.setMaximumPoolSize(6);
        return new HikariDataSource(settings);
    }

    private static KsefClient client(KsefSimulator simulator, JdbcStorage storage) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(context -> Credentials.ksefToken(simulator.tokens().get(context.value())))
                .tokenStore(storage.tokenStore())
                .timeout(PATIENCE)
                .build();
    }

    private void count(Exchange exchange) {
        if (exchange.uri().getPath().endsWith("/auth/ksef-token")) {
            Matcher context = CONTEXT.matcher(new String(exchange.requestBody(), StandardCharsets.UTF_8));
            signIns.merge(context.find() ? context.group(1) : "?", 1, Integer::sum);
        }
    }

    private static List<String> nips(int count) {
        var random = new Random(93);
        return Stream.generate(() -> NipNumbers.random(random))
                .distinct()
                .limit(count)
                .toList();
    }
}
