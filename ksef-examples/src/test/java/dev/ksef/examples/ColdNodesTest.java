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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int AT_ONCE = 100;
    private static final int THREADS_OF_A_NODE = 4;
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
                KsefSimulator.builder().nips(nips).observer(this::count).start()) {
            for (int from = 0; from < taxpayers; from += AT_ONCE) {
                List<String> some = nips.subList(from, from + AT_ONCE);
                TestThreads.runTogether(NODES, node -> signInAll(node, simulator, database, some));
            }
        }

        assertThat(signIns).isEqualTo(nips.stream().collect(Collectors.toMap(nip -> nip, nip -> 1)));
    }

    private void signInAll(int node, KsefSimulator simulator, String database, List<String> nips) {
        List<String> shuffled = new ArrayList<>(nips);
        Collections.shuffle(shuffled, new Random(node));
        try (HikariDataSource pool = pool(database);
                JdbcStorage storage = JdbcStorage.encrypted(pool, KEYS);
                KsefClient ksef = client(simulator, storage);
                var threads = new TestThreads()) {
            storage.migrate();
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS_OF_A_NODE; thread++) {
                int first = thread;
                parts.add(threads.start(() -> {
                    for (int i = first; i < shuffled.size(); i += THREADS_OF_A_NODE) {
                        ksef.forNip(shuffled.get(i)).rateLimits().refresh();
                    }
                    return first;
                }));
            }
            for (Future<?> part : parts) {
                part.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (Exception failed) {
            throw new AssertionError("Node " + node + " failed", failed);
        }
    }

    private static HikariDataSource pool(String database) {
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
