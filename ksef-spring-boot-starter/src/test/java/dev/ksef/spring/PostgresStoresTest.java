package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.ksef.KsefClient;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The stores on the DataSource of the application, which is a pool before a PostgreSQL. */
@ExtendWith(SimulatorExtension.class)
class PostgresStoresTest {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void tokensOfOneNode_areUsedByTheNext_andThePoolIsClosedLast(KsefSimulator simulator) {
        var signIns = new SignIns();
        for (int node = 0; node < 2; node++) {
            HikariDataSource pool = pool(4);
            application(simulator, pool).withBean(SignIns.class, () -> signIns).run(context -> {
                limits(context.getBean(KsefClient.class), simulator);
                assertThat(pool.isClosed()).isFalse();
            });
            assertThat(pool.isClosed()).isTrue();
        }
        assertThat(signIns.obtained()).isEqualTo(1);
        assertThat(signIns.troubles()).isZero();
    }

    /** The caller's transaction has the only connection: that is refused within the pool's time, and nothing hangs. */
    @Test
    void poolOfOneInATransaction_isRefusedAndTold_andGoesOnAfterwards(KsefSimulator simulator) {
        HikariDataSource pool = pool(1);
        pool.setConnectionTimeout(300);
        var signIns = new SignIns();
        application(simulator, pool).withBean(SignIns.class, () -> signIns).run(context -> {
            KsefClient client = context.getBean(KsefClient.class);
            var company = client.forNip(simulator.nip());
            try (Connection transaction = pool.getConnection()) {
                transaction.setAutoCommit(false);
                transaction.createStatement().execute("select 1");
                assertThatThrownBy(() -> company.submissions().reconcile(Duration.ofSeconds(30)))
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessageContaining("pool of the DataSource gave no connection");
                limits(client, simulator);
                assertThat(signIns.troubles())
                        .as("the tokens could not be kept")
                        .isPositive();
                transaction.rollback();
            }
            assertThat(company.submissions().reconcile(Duration.ofSeconds(30))).isEqualTo(List.of());
        });
    }

    private static HikariDataSource pool(int size) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        pool.setMaximumPoolSize(size);
        return pool;
    }

    private static ApplicationContextRunner application(KsefSimulator simulator, HikariDataSource pool) {
        return TestClient.on(simulator)
                .withConfiguration(
                        AutoConfigurations.of(KsefStoresAutoConfiguration.class, KsefJdbcAutoConfiguration.class))
                .withPropertyValues(
                        "ksef.stores.tokens=jdbc",
                        "ksef.stores.keys=jdbc",
                        "ksef.stores.journal=jdbc",
                        "ksef.stores.sync-states=jdbc",
                        "ksef.stores.jdbc.migrate=true",
                        "ksef.stores.encryption-key=" + KEY)
                .withBean("pool", DataSource.class, () -> pool);
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }
}
