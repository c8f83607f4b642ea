package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.KsefClient;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Time;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.limit.MemoryCallLedger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The snippets of "Run on many nodes", on a PostgreSQL. */
class ManyNodesSnippetsTest {

    private static final SecretKey OLD = key("the first key, of 32 bytes......");
    private static final SecretKey NEXT = key("the second key, of 32 bytes.....");

    private static final LocalDate ISSUED = LocalDate.of(2026, 11, 2);
    private static final Instant MADE = Instant.parse("2026-11-02T10:00:00Z");

    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .observer(exchange -> {
                String path = exchange.uri().getPath();
                signIns.addAndGet(path.endsWith("/auth/ksef-token") ? 1 : 0);
                sent.addAndGet(exchange.method().equals("POST") && path.endsWith("/invoices") ? 1 : 0);
            })
            .start();
    private final MemoryCallLedger counts = MemoryCallLedger.of(Time.system());

    @Test
    void nodes_oneAfterTheOther_signInOnceAndSendOnce() throws Exception {
        try (simulator;
                EmbeddedPostgres database = EmbeddedPostgres.start();
                HikariDataSource pool =
                        ManyNodes.pool(database.getJdbcUrl("postgres", "postgres"), "postgres", "postgres")) {
            ManyNodes.migrate(pool, OLD);
            submit("a run", ManyNodes.storage(pool, OLD));
            submit("a run", ManyNodes.storage(pool, OLD));
            submit("a run", JdbcStorage.encrypted(pool, ManyNodes.knows(OLD, NEXT)));
            submit("another run", JdbcStorage.encrypted(pool, ManyNodes.uses(OLD, NEXT)));
            submit("a third run", JdbcStorage.encrypted(pool, DataKeys.of("2027-11", NEXT)));
        }

        assertThat(signIns).as("tokens are encrypted anew when they are read").hasValue(1);
        assertThat(sent).as("one for each run").hasValue(3);
    }

    @Test
    void ledger_connectsWhenItIsUsed() {
        try (RedisCallLedger ledger = ManyNodes.ledger("redis://127.0.0.1:1")) {
            assertThat(ledger.toString()).contains("127.0.0.1:1");
        }
    }

    private void submit(String run, JdbcStorage storage) {
        byte[] invoice = SampleInvoice.xml(Nip.of(simulator.nip()), run, ISSUED, MADE);
        var settings = KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()));
        try (storage;
                KsefClient ksef = ManyNodes.client(settings, storage, counts, new KsefListener() {})) {
            ManyNodes.submit(
                    ksef.forNip(simulator.nip()),
                    SubmissionId.of(run),
                    List.of(InvoiceSource.of("1.xml", invoice)),
                    (id, failed) -> {
                        throw failed;
                    });
        }
    }

    private static SecretKey key(String bytes) {
        return new SecretKeySpec(bytes.getBytes(StandardCharsets.US_ASCII), "AES");
    }
}
