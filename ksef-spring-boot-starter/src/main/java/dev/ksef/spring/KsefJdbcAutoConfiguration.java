package dev.ksef.spring;

import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Keeps in a database what is asked to be kept there, and nothing else: that the application has a database is no reason. The
 * DataSource is looked up when the client is made; it is closed after the client and the storage.
 */
@AutoConfiguration(before = KsefAutoConfiguration.class, after = KsefStoresAutoConfiguration.class)
@ConditionalOnClass(JdbcStorage.class)
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefJdbcAutoConfiguration {

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    JdbcStorage ksefJdbcStorage(KsefProperties properties, ObjectProvider<DataKeys> keys, BeanFactory beans) {
        StoresProperties stores = properties.stores();
        var storage = JdbcStorage.on(dataSource(stores.jdbc(), beans))
                .tablePrefix(stores.jdbc().tablePrefix())
                .encrypted(keys.getIfAvailable(() -> StoreKeys.all(stores)));
        if (stores.jdbc().migrate()) {
            storage.migrate();
        }
        return storage;
    }

    private static DataSource dataSource(StoresProperties.Jdbc jdbc, BeanFactory beans) {
        String name = jdbc.dataSource();
        DataSource found = name == null
                ? beans.getBeanProvider(DataSource.class).getIfUnique()
                : beans.containsBean(name) ? beans.getBean(name, DataSource.class) : null;
        if (found == null) {
            throw new KsefPropertyException(
                    "ksef.stores.jdbc.data-source",
                    name == null ? "is missing, and there is no single DataSource" : "names no bean: " + name,
                    "Set it to the name of a bean of type DataSource.");
        }
        return found;
    }

    @Bean(destroyMethod = "")
    @Lazy
    @ConditionalOnMissingBean(TokenStore.class)
    @ConditionalOnProperty(name = "ksef.stores.tokens", havingValue = "jdbc")
    TokenStore ksefJdbcTokenStore(JdbcStorage storage) {
        return storage.tokenStore();
    }

    @Bean(destroyMethod = "")
    @Lazy
    @ConditionalOnMissingBean(KeyStore.class)
    @ConditionalOnProperty(name = "ksef.stores.keys", havingValue = "jdbc")
    KeyStore ksefJdbcKeyStore(JdbcStorage storage) {
        return storage.keyStore();
    }

    @Bean(destroyMethod = "")
    @Lazy
    @ConditionalOnMissingBean(SubmissionJournal.class)
    @ConditionalOnProperty(name = "ksef.stores.journal", havingValue = "jdbc")
    SubmissionJournal ksefJdbcSubmissionJournal(JdbcStorage storage) {
        return storage.submissionJournal();
    }

    @Bean(destroyMethod = "")
    @Lazy
    @ConditionalOnMissingBean(SyncStateStore.class)
    @ConditionalOnProperty(name = "ksef.stores.sync-states", havingValue = "jdbc")
    SyncStateStore ksefJdbcSyncStateStore(JdbcStorage storage) {
        return storage.syncStateStore();
    }
}
