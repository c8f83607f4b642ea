package dev.ksef.benchmarks.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.KsefClient;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;

/**
 * A node of an ordinary application: it has a list of submissions that all nodes have, and makes each of them until
 * it has ended, whoever else is at it. It writes what happens as lines.
 */
public final class Node {

    /** More would be of no use: the others wait for leases, which takes no connection. */
    private static final int CONNECTIONS = 10;

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final SubmissionOptions OPTIONS = SubmissionOptions.builder()
            .way(SubmissionOptions.Way.ONLINE)
            .patience(Duration.ofMinutes(15))
            .build();

    private final KsefClient ksef;
    private final Path folder;

    private Node(KsefClient ksef, Path folder) {
        this.ksef = ksef;
        this.folder = folder;
    }

    /** @param arguments the number of the node, and the file with what it needs to know */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of(arguments[1]))) {
            settings.load(file);
        }
        try (RedisCallLedger ledger = RedisCallLedger.at(RedisURI.create(settings.getProperty("redis")));
                HikariDataSource pool = pool(settings.getProperty("database"));
                JdbcStorage storage = storage(pool, settings);
                KsefClient ksef = client(settings, storage, ledger)) {
            List<String> nips =
                    new ArrayList<>(List.of(settings.getProperty("nips").split(",")));
            Collections.shuffle(nips, new Random(Integer.parseInt(arguments[0])));
            NodeLines.say(NodeLines.READY);
            System.in.read(); // All nodes begin together.
            new Node(ksef, Path.of(settings.getProperty("folder"))).submitAll(nips);
        }
        NodeLines.say(NodeLines.FINISHED);
    }

    private static KsefClient client(Properties settings, JdbcStorage storage, CallLedger ledger) {
        var told = new NodeLines();
        int nodes = Integer.parseInt(settings.getProperty("nodes"));
        return KsefClient.builder()
                .environment(KsefEnvironment.custom("cluster", settings.getProperty("ksef"), "http://127.0.0.1"))
                .credentials(context -> Credentials.ksefToken(settings.getProperty("token." + context.value())))
                .tokenStore(storage.tokenStore())
                .keyStore(storage.keyStore())
                .journal(storage.submissionJournal())
                .rateLimiter(SlidingRateLimiter.of(Time.system()).sharedThrough(ledger, nodes, told))
                .listener(told)
                .build();
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private static JdbcStorage storage(HikariDataSource pool, Properties settings) {
        byte[] key = settings.getProperty("key").getBytes(StandardCharsets.US_ASCII);
        JdbcStorage storage = JdbcStorage.on(pool)
                .leaseLength(Duration.ofMillis(Long.parseLong(settings.getProperty("lease"))))
                .encrypted(DataKeys.of("1", new SecretKeySpec(key, "AES")));
        storage.migrate(); // By all nodes at once.
        return storage;
    }

    private void submitAll(List<String> nips) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(nips.size());
        nips.forEach(nip -> threads.execute(() -> submit(nip)));
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.DAYS);
    }

    private void submit(String nip) {
        var id = SubmissionId.of("sales of November");
        while (true) {
            try {
                SubmissionReport report =
                        ksef.forNip(nip).submit(id, InvoiceSource.folder(folder.resolve(nip)), OPTIONS);
                if (report.ended()) {
                    NodeLines.ended(nip, report.in(InvoiceResult.State.ACCEPTED));
                    return;
                }
                NodeLines.say("AGAIN " + nip);
            } catch (KsefException failed) {
                NodeLines.say("FAILED " + nip + " " + failed.getClass().getSimpleName() + ": " + failed.getMessage());
            } catch (RuntimeException broken) {
                broken.printStackTrace();
                NodeLines.say("BROKEN " + nip + " " + broken);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Time.system().sleepUntil(Deadline.after(AGAIN, Time.system()).atMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
