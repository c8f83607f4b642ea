package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.domain.sync.RunningSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.invoice.SubjectType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the synchronisation while the application runs. It has the phase that starts last and stops first: no new work is begun while
 * the web server drains, and what the consumer uses is still there. The client is no part of any phase, and is closed after all.
 */
final class SyncLifecycle implements SmartLifecycle {

    private final KsefClient client;
    private final SyncConsumer consumer;
    private final List<ContextIdentifier> contexts;
    private final KsefProperties.SyncProperties properties;
    private final WorkNews news;
    private volatile @Nullable RunningSync running;

    SyncLifecycle(
            KsefClient client,
            SyncConsumer consumer,
            List<ContextIdentifier> contexts,
            KsefProperties.SyncProperties properties,
            WorkNews news) {
        this.client = client;
        this.consumer = consumer;
        this.contexts = contexts;
        this.properties = properties;
        this.news = news;
    }

    /** Returns the options that the properties name. */
    static SyncOptions options(KsefProperties.SyncProperties properties) {
        SyncOptions options = SyncOptions.from(Objects.requireNonNull(properties.from(), "from"))
                .patience(properties.patience());
        List<SubjectType> subjects = properties.subjects();
        return subjects.isEmpty() ? options : options.subjects(subjects.toArray(SubjectType[]::new));
    }

    /** Returns the consumer of the application, or one that stores in the configured folder. */
    static SyncConsumer consumer(@Nullable SyncConsumer own, Supplier<KsefClient> client, @Nullable String folder) {
        if (own != null) {
            return own;
        }
        String path = PropertyCheck.needed(
                "ksef.sync.folder", folder, "Set it, or add a bean of type SyncConsumer that takes the invoices.");
        return SyncConsumer.intoEach(client.get().folder(Path.of(path)));
    }

    @Override
    public void start() {
        running = client.syncEvery(
                properties.interval(),
                contexts,
                options(properties),
                consumer,
                reports -> news.tell(new KsefSyncRan(reports)),
                failure -> news.failed("The synchronisation", failure));
    }

    @Override
    public void stop() {
        RunningSync ending = running;
        running = null;
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public boolean isRunning() {
        RunningSync now = running;
        return now != null && now.isRunning();
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
