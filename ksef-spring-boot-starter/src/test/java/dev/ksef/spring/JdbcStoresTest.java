package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is asked to be kept in the application's database is kept there, and nothing else. */
@ExtendWith(SimulatorExtension.class)
class JdbcStoresTest {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEXT_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";

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

    /** As the guide says: all nodes know the new key, then use it, then forget the old one. */
    @Test
    void dataKey_isChangedWithoutASignIn(KsefSimulator simulator) {
        var signIns = new SignIns();
        ApplicationContextRunner application = tokens(simulator).withBean(SignIns.class, () -> signIns);
        for (List<String> step : List.of(
                List.of("encryption-key=" + KEY, "encryption-key-id=old"),
                List.of(
                        "encryption-key=" + KEY,
                        "encryption-key-id=old",
                        "decryption-keys[0].id=new",
                        "decryption-keys[0].key=" + NEXT_KEY),
                List.of(
                        "encryption-key=" + NEXT_KEY,
                        "encryption-key-id=new",
                        "decryption-keys[0].id=old",
                        "decryption-keys[0].key=" + KEY),
                List.of("encryption-key=" + NEXT_KEY, "encryption-key-id=new"))) {
            stores(application, step).run(context -> limits(context.getBean(KsefClient.class), simulator));
            assertThat(signIns.troubles()).as(step.toString()).isZero();
        }
        assertThat(signIns.obtained()).isEqualTo(1);
        stores(application, List.of("encryption-key=" + KEY, "encryption-key-id=old"))
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(signIns.troubles()).as("the new key is missing").isPositive();
    }

    @Test
    void keysOfTheApplication_takeThePlaceOfTheProperties(KsefSimulator simulator) {
        var asked = new ArrayList<String>();
        byte[] key = new byte[32];
        key[0] = 1;
        DataKeys keys = new DataKeys() {
            @Override
            public String current() {
                return "of-the-application";
            }

            @Override
            public Optional<SecretKey> find(String id) {
                asked.add(id);
                return Optional.of(new SecretKeySpec(key, "AES"));
            }
        };
        tokens(simulator)
                .withBean(DataKeys.class, () -> keys)
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(asked).containsOnly("of-the-application");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        encryption-key-id=a b                                         | encryption-key-id is no id of a key: a b
        encryption-key-id=                                            | encryption-key-id is missing
        decryption-keys[0].key=hunter2                                | decryption-keys[0].id is missing
        decryption-keys[0].id=2                                       | decryption-keys[0].key is missing
        decryption-keys[0].id=2 decryption-keys[0].key=hunter2        | decryption-keys[0].key is not 32 bytes in Base64
        decryption-keys[0].id=1 decryption-keys[0].key=${ksef.stores.encryption-key} | decryption-keys[0].id is that of another key: 1
        """)
    void wrongKey_isToldAtTheStart(String properties, String message, KsefSimulator simulator) {
        stores(tokens(simulator), List.of("encryption-key=" + KEY))
                .run(right -> assertThat(right).hasNotFailed());
        stores(
                        stores(tokens(simulator), List.of("encryption-key=" + KEY)),
                        List.of(properties.split(" (?=decryption)")))
                .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                        .isInstanceOf(KsefPropertyException.class)
                        .hasMessageContaining("ksef.stores." + message)
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void keyThatIsMissing_isToldWhenTheClientIsMade(KsefSimulator simulator) {
        tokens(simulator)
                .run(context -> assertThat(
                                PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessage("ksef.stores.encryption-key is missing. Make one with: openssl rand -base64 32"));
    }

    private ApplicationContextRunner tokens(KsefSimulator simulator) {
        return stores(with(simulator), List.of("tokens=jdbc", "jdbc.migrate=true"))
                .withBean("db", DataSource.class, () -> database);
    }

    private static ApplicationContextRunner stores(ApplicationContextRunner application, List<String> properties) {
        return application.withPropertyValues(
                properties.stream().map(each -> "ksef.stores." + each).toArray(String[]::new));
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
