package dev.ksef.spring;

import dev.ksef.adapter.caffeine.CaffeineTokenStore;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Opens the stores that are asked for, when the client is made; it is closed before them. */
@AutoConfiguration(before = KsefAutoConfiguration.class)
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefStoresAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CaffeineTokenStore.class)
    @ConditionalOnProperty(name = "ksef.stores.tokens", havingValue = "caffeine")
    static class InCaffeine {

        @Bean
        @Lazy
        @ConditionalOnMissingBean(TokenStore.class)
        CaffeineTokenStore ksefTokenStore() {
            return CaffeineTokenStore.create();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FileTokenStore.class)
    static class InFiles {

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean(TokenStore.class)
        @ConditionalOnProperty(name = "ksef.stores.tokens", havingValue = "file")
        FileTokenStore ksefTokenStore(KsefProperties properties) {
            return open(properties, FileTokenStore::open);
        }

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean(KeyStore.class)
        @ConditionalOnProperty(name = "ksef.stores.keys", havingValue = "file")
        FileKeyStore ksefKeyStore(KsefProperties properties) {
            return open(properties, FileKeyStore::open);
        }

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean(SubmissionJournal.class)
        @ConditionalOnProperty(name = "ksef.stores.journal", havingValue = "file")
        FileSubmissionJournal ksefSubmissionJournal(KsefProperties properties) {
            return open(properties, FileSubmissionJournal::open);
        }

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean(SyncStateStore.class)
        @ConditionalOnProperty(name = "ksef.stores.sync-states", havingValue = "file")
        FileSyncStateStore ksefSyncStateStore(KsefProperties properties) {
            return open(properties, FileSyncStateStore::open);
        }

        private static <T> T open(KsefProperties properties, BiFunction<Path, byte[], T> opening) {
            StoresProperties stores = properties.stores();
            String directory =
                    PropertyCheck.needed("ksef.stores.directory", stores.directory(), "Set the folder of the stores.");
            byte[] key = StoreKeys.ofFiles(stores);
            try {
                return opening.apply(Path.of(directory), key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
    }
}
