package dev.ksef.examples.guide;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Time;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.crypto.SecretKey;
import javax.sql.DataSource;

/** The snippets of "Run on many nodes". */
public final class ManyNodes {

    private ManyNodes() {}

    /** A pool of connections. */
    public static HikariDataSource pool(String url, String user, String password) {
        // snippet: pool
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setMaximumPoolSize(10);
        settings.setConnectionTimeout(10_000);
        settings.addDataSourceProperty("socketTimeout", "30"); // seconds
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        var pool = new HikariDataSource(settings);
        // end
        return pool;
    }

    /** What all nodes share. */
    public static JdbcStorage storage(DataSource pool, SecretKey key) {
        // snippet: storage
        JdbcStorage storage = JdbcStorage.encrypted(pool, DataKeys.of("2026-11", key));
        // end
        return storage;
    }

    /** A step of the deployment. */
    public static void migrate(DataSource pool, SecretKey key) {
        // snippet: migrate
        try (JdbcStorage storage = JdbcStorage.encrypted(pool, DataKeys.of("2026-11", key))) {
            storage.migrate();
        }
        // end
    }

    /** Another key takes over. */
    public static DataKeys knows(SecretKey old, SecretKey next) {
        // snippet: knows
        DataKeys keys = DataKeys.of("2026-11", Map.of("2026-11", old, "2027-11", next));
        // end
        return keys;
    }

    /** Another key has taken over. */
    public static DataKeys uses(SecretKey old, SecretKey next) {
        // snippet: uses
        DataKeys keys = DataKeys.of("2027-11", Map.of("2026-11", old, "2027-11", next));
        // end
        return keys;
    }

    /** Keys that stay in a device. */
    public static DataKeys inDevice(Provider device, char[] pin, String current) {
        // snippet: device
        DataKeys keys = new DataKeys() {
            @Override
            public String current() {
                return current;
            }

            @Override
            public Optional<SecretKey> find(String id) {
                try {
                    KeyStore token = KeyStore.getInstance("PKCS11", device);
                    token.load(null, pin);
                    return Optional.ofNullable((SecretKey) token.getKey(id, null));
                } catch (GeneralSecurityException | IOException failed) {
                    throw new IllegalStateException("The device did not yield the key " + id, failed);
                }
            }
        };
        // end
        return keys;
    }

    /** Makes a device known to the JDK. */
    public static Provider device(Path configuration) {
        // snippet: provider
        Provider device = Security.getProvider("SunPKCS11").configure(configuration.toString());
        Security.addProvider(device); // Whatever is encrypted with a key of the device finds its provider there.
        // end
        return device;
    }

    /** Counts calls together with the other nodes. */
    public static RedisCallLedger ledger(String address) {
        // snippet: ledger
        RedisCallLedger ledger = RedisCallLedger.at(RedisURI.create(address));
        // end
        return ledger;
    }

    /** A client of a node. */
    public static KsefClient client(
            KsefClient.Builder settings, JdbcStorage storage, CallLedger ledger, KsefListener listener) {
        // snippet: client
        SlidingRateLimiter limiter = SlidingRateLimiter.of(Time.system()).sharedThrough(ledger, 3, listener);
        KsefClient ksef = settings.tokenStore(storage.tokenStore())
                .keyStore(storage.keyStore())
                .journal(storage.submissionJournal())
                .syncStates(storage.syncStateStore())
                .rateLimiter(limiter)
                .listener(listener)
                .build();
        // end
        return ksef;
    }

    /** What each node does. */
    public static void submit(
            KsefContextClient company,
            SubmissionId run,
            List<InvoiceSource> invoices,
            BiConsumer<SubmissionId, KsefException> later) {
        // snippet: submit
        try {
            SubmissionReport report = company.submit(run, invoices);
            System.out.println(run + (report.ended() ? " has ended" : " goes on with the next call"));
        } catch (KsefException failed) {
            later.accept(run, failed); // The same call again, on this node or another one.
        }
        // end
    }
}
