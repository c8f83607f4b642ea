package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.port.time.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Runs what the application asks for beside its own work: the synchronisation, and the look at what submissions left. */
@AutoConfiguration(after = KsefAutoConfiguration.class)
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefWorkAutoConfiguration {

    @Bean
    @ConditionalOnProperty(name = "ksef.sync.enabled", havingValue = "true")
    SyncLifecycle ksefSync(
            KsefClient client,
            ObjectProvider<SyncConsumer> consumer,
            KsefProperties properties,
            ApplicationEventPublisher events) {
        KsefProperties.SyncProperties sync = properties.sync();
        return new SyncLifecycle(
                client,
                SyncLifecycle.consumer(consumer.getIfAvailable(), () -> client, sync.folder()),
                PropertyCheck.contextsOf(properties),
                sync,
                new WorkNews(events));
    }

    @Bean
    @ConditionalOnProperty(name = "ksef.submissions.reconcile", havingValue = "true")
    ReconcileLifecycle ksefReconciliation(
            KsefClient client,
            KsefProperties properties,
            ObjectProvider<Time> time,
            Environment environment,
            ApplicationEventPublisher events) {
        return new ReconcileLifecycle(
                client,
                PropertyCheck.contextsOf(properties),
                properties.submissions(),
                time.getIfAvailable(Time::system),
                BackgroundWork.executor(environment),
                new WorkNews(events));
    }
}
