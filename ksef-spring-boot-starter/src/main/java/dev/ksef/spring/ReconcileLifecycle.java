package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Asks KSeF, once the application has started, what became of the submissions that an earlier run left, and after a while again if
 * that is wanted. It sends nothing. Its phase is that of {@link SyncLifecycle}.
 */
final class ReconcileLifecycle implements SmartLifecycle {

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /** One time of running: a stopped one is over for good, since another may have begun. */
    private static final class Run {

        private final CompletableFuture<Void> stop = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    }

    private final KsefClient client;
    private final List<ContextIdentifier> contexts;
    private final KsefProperties.SubmissionsProperties properties;
    private final Time time;
    private final Executor threads;
    private final WorkNews news;
    private volatile @Nullable Run running;

    ReconcileLifecycle(
            KsefClient client,
            List<ContextIdentifier> contexts,
            KsefProperties.SubmissionsProperties properties,
            Time time,
            Executor threads,
            WorkNews news) {
        this.client = client;
        this.contexts = contexts;
        this.properties = properties;
        this.time = time;
        this.threads = threads;
        this.news = news;
    }

    @Override
    public void start() {
        var run = new Run();
        running = run;
        threads.execute(() -> work(run));
    }

    private void work(Run run) {
        run.thread.set(Thread.currentThread());
        try {
            boolean again = true;
            while (again && !run.stop.isDone()) {
                long begun = time.millis();
                contexts.forEach(context -> reconcile(run, context));
                again = pause(run, begun);
            }
        } catch (InterruptedException stopped) {
            // It was told to stop.
        } finally {
            run.ended.complete(null);
        }
    }

    /** Returns whether there is another turn. */
    private boolean pause(Run run, long begun) throws InterruptedException {
        Duration every = properties.every();
        return every != null && !time.sleepUntil(begun + every.toMillis(), run.stop);
    }

    private void reconcile(Run run, ContextIdentifier context) {
        if (run.stop.isDone()) {
            return;
        }
        try {
            var reports = client.forContext(context).submissions().reconcile(properties.patience());
            news.tell(new KsefSubmissionsReconciled(context, reports));
        } catch (RuntimeException failed) {
            if (!run.stop.isDone()) {
                news.failed("The reconciliation of submissions", failed);
            }
        }
    }

    /** What is under way is in the journal: the next start goes on from there. */
    @Override
    public void stop() {
        Run run = running;
        running = null;
        if (run == null) {
            return;
        }
        run.stop.complete(null);
        Thread thread = run.thread.get();
        if (thread != null && !run.ended.isDone()) {
            thread.interrupt();
        }
        try {
            time.awaitUntil(time.millis() + LONGEST_END.toMillis(), run.ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        Run run = running;
        return run != null && !run.ended.isDone();
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
