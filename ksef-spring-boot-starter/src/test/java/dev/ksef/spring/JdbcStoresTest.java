package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is asked to be kept in the application's database is kept there, and nothing else. */
@ExtendWith(SimulatorExtension.class)
class JdbcStoresTest {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final JdbcDataSource database = database();

    @Test
    void databaseOfTheApplication_isLeftAloneUnlessAskedFor(KsefSimulator simulator) {
        with(simulator).withBean("db", DataSource.class, () -> database).run(context -> {
            limits(context.getBean(KsefClient.class), simulator);
            assertThat(context).doesNotHaveBean(TokenStore.class);
        });
        assertThat(tables()).isEmpty();
    }

    @Test
    void storesInTheDatabase_areUsed(KsefSimulator simulator) throws Exception {
        asked(simulator)
                .withPropertyValues("ksef.stores.jdbc.migrate=true", "ksef.stores.jdbc.table-prefix=mine_")
                .withBean("db", DataSource.class, () -> database)
                .run(context -> {
                    limits(context.getBean(KsefClient.class), simulator);
                    assertThat(context)
                            .hasSingleBean(TokenStore.class)
                            .hasSingleBean(KeyStore.class)
                            .hasSingleBean(SubmissionJournal.class)
                            .hasSingleBean(SyncStateStore.class);
                });
        assertThat(tables()).isNotEmpty().allMatch(table -> table.startsWith("mine_"));
        assertThat(rows("mine_token")).isEqualTo(1);
    }

    @Test
    void tables_areNotMadeUnlessAskedFor(KsefSimulator simulator) {
        asked(simulator)
                .withBean("db", DataSource.class, () -> database)
                .run(context -> context.getBean(KsefClient.class));
        assertThat(tables()).isEmpty();
    }

    @Test
    void databaseThatIsMissing_isTold(KsefSimulator simulator) {
        asked(simulator)
                .run(context -> assertThat(
                                PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessageContaining("there is no single DataSource"));
    }

    @Test
    void severalDatabases_areToldApartByName(KsefSimulator simulator) {
        ApplicationContextRunner application = asked(simulator)
                .withBean("one", DataSource.class, JdbcStoresTest::database)
                .withBean("two", DataSource.class, () -> database)
                .withPropertyValues("ksef.stores.jdbc.migrate=true");
        application.run(context -> assertThat(
                        PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                .hasMessageContaining("there is no single DataSource"));
        application
                .withPropertyValues("ksef.stores.jdbc.data-source=three")
                .run(context -> assertThat(
                                PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessageContaining("ksef.stores.jdbc.data-source names no bean: three"));
        application
                .withPropertyValues("ksef.stores.jdbc.data-source=two")
                .run(context -> context.getBean(KsefClient.class));
        assertThat(tables()).isNotEmpty();
    }

    private static JdbcDataSource database() {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private List<String> tables() {
        List<String> names = new ArrayList<>();
        try (var connection = database.getConnection();
                var tables =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (!tables.getString("TABLE_SCHEM").equals("INFORMATION_SCHEMA")) {
                    names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            return names;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int rows(String table) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static ApplicationContextRunner asked(KsefSimulator simulator) {
        return with(simulator)
                .withPropertyValues(
                        "ksef.stores.tokens=jdbc",
                        "ksef.stores.keys=jdbc",
                        "ksef.stores.journal=jdbc",
                        "ksef.stores.sync-states=jdbc",
                        "ksef.stores.encryption-key=" + KEY);
    }

    private static ApplicationContextRunner with(KsefSimulator simulator) {
        return TestClient.on(simulator)
                .withConfiguration(
                        AutoConfigurations.of(KsefStoresAutoConfiguration.class, KsefJdbcAutoConfiguration.class));
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }
}
