package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.adapter.caffeine.CaffeineTokenStore;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@ExtendWith(SimulatorExtension.class)
class StoresTest {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Test
    void stores_areInMemoryUnlessAskedFor(KsefSimulator simulator) {
        with(simulator)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TokenStore.class)
                        .doesNotHaveBean(KeyStore.class)
                        .doesNotHaveBean(SubmissionJournal.class)
                        .doesNotHaveBean(SyncStateStore.class));
    }

    @Test
    void storesInFiles_areOpenedAndUsed(KsefSimulator simulator, @TempDir Path folder) {
        inFiles(simulator, folder).run(context -> {
            limits(context.getBean(KsefClient.class), simulator);
            assertThat(context)
                    .hasSingleBean(FileTokenStore.class)
                    .hasSingleBean(FileKeyStore.class)
                    .hasSingleBean(FileSubmissionJournal.class)
                    .hasSingleBean(FileSyncStateStore.class);
        });
        assertThat(folder.resolve("ksef")).isNotEmptyDirectory();
    }

    @Test
    void tokensInFiles_areUsedAfterARestart(KsefSimulator simulator, @TempDir Path folder) {
        List<KsefEvent> signIns = new CopyOnWriteArrayList<>();
        KsefListener listener = new KsefListener() {
            @Override
            public void onTokenObtained(KsefEvent.TokenObtained event) {
                signIns.add(event);
            }
        };
        for (int start = 0; start < 2; start++) {
            inFiles(simulator, folder)
                    .withBean(KsefListener.class, () -> listener)
                    .run(context -> limits(context.getBean(KsefClient.class), simulator));
        }
        assertThat(signIns).hasSize(1);
    }

    @Test
    void tokensInCaffeine_areKeptThere(KsefSimulator simulator) {
        with(simulator).withPropertyValues("ksef.stores.tokens=caffeine").run(context -> {
            limits(context.getBean(KsefClient.class), simulator);
            assertThat(context.getBean(CaffeineTokenStore.class)).hasToString("CaffeineTokenStore[1 entries]");
        });
    }

    @Test
    void storeOfTheApplication_takesThePlaceOfTheOneInFiles(KsefSimulator simulator, @TempDir Path folder) {
        inFiles(simulator, folder)
                .withBean(TokenStore.class, CaffeineTokenStore::create)
                .run(context -> {
                    limits(context.getBean(KsefClient.class), simulator);
                    assertThat(context.getBean(TokenStore.class)).hasToString("CaffeineTokenStore[1 entries]");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ksef.stores.keys=caffeine                | ksef.stores.keys cannot be caffeine
        ksef.stores.journal=file                 | ksef.stores.directory is missing
        ksef.stores.encryption-key=              | ksef.stores.encryption-key is not 32 bytes in Base64
        ksef.stores.encryption-key=c2hvcnQ=      | ksef.stores.encryption-key is not 32 bytes in Base64
        ksef.stores.encryption-key=hunter2:-of   | ksef.stores.encryption-key is not 32 bytes in Base64
        ksef.stores.decryption-keys[0].id=2      | ksef.stores.encryption-key is missing beside the keys that only
        """)
    void wrongStore_isToldAtTheStart(String property, String message, KsefSimulator simulator) {
        ApplicationContextRunner application = property.contains("encryption")
                ? with(simulator).withPropertyValues("ksef.stores.tokens=file", "ksef.stores.directory=x")
                : with(simulator);
        application
                .withPropertyValues(property)
                .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                        .isInstanceOf(KsefPropertyException.class)
                        .hasMessageContaining(message)
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void storeWhoseModuleIsMissing_isToldAndNotLeftOut(KsefSimulator simulator, @TempDir Path folder) {
        inFiles(simulator, folder)
                .withClassLoader(new FilteredClassLoader("dev.ksef.adapter.file"))
                .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                        .hasMessageContaining("Add dev.ksef:ksef-adapter-file to the dependencies."));
    }

    private static ApplicationContextRunner inFiles(KsefSimulator simulator, Path folder) {
        return with(simulator)
                .withPropertyValues(
                        "ksef.stores.tokens=file",
                        "ksef.stores.keys=file",
                        "ksef.stores.journal=file",
                        "ksef.stores.sync-states=file",
                        "ksef.stores.directory=" + folder.resolve("ksef"),
                        "ksef.stores.encryption-key=" + KEY);
    }

    private static ApplicationContextRunner with(KsefSimulator simulator) {
        return TestClient.on(simulator).withConfiguration(AutoConfigurations.of(KsefStoresAutoConfiguration.class));
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }
}
