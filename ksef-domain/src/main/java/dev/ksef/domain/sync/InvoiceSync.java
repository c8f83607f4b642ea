package dev.ksef.domain.sync;

import dev.ksef.domain.export.Exports;
import dev.ksef.domain.internal.StoreThread;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches everything that KSeF holds for one taxpayer, and goes on where it ended. Each part that the taxpayer can have on
 * invoices is a chain of its own, with a mark up to where all was handed out. The mark moves on only after the consumer took what
 * lies below it: nothing is ever missing, and what comes again after a crash is marked as a repeat.
 */
public final class InvoiceSync {

    private static final Duration CALL = Duration.ofMinutes(2);

    private final SyncDependencies dependencies;

    private InvoiceSync(Builder settings) {
        this.dependencies = new SyncDependencies(
                settings.environment,
                settings.context,
                Builder.required(settings.invoices, "invoices"),
                Builder.required(settings.exports, "exports"),
                Builder.required(settings.limits, "limits"),
                Builder.required(settings.states, "states"),
                settings.clock,
                settings.time,
                settings.listener);
    }

    /**
     * Settings of the synchronisation of one context.
     *
     * @param environment the name of the environment
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits
     */
    public static Builder builder(String environment, ContextIdentifier context, InstantSource clock, Time time) {
        return new Builder(environment, context, clock, time);
    }

    /** Returns whose invoices it fetches. */
    public ContextIdentifier context() {
        return dependencies.context();
    }

    /**
     * Hands out all that is new, oldest first in each chain. A failure ends its chain, and stands in the report; the others go on.
     *
     * @return what was done; {@link SyncReport#orThrow} throws its failures
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted, or the client closed
     */
    public SyncReport run(SyncOptions options, SyncConsumer consumer) {
        Objects.requireNonNull(consumer, "consumer");
        Deadline deadline = Deadline.after(options.patience(), dependencies.time());
        List<ChainReport> reports = new ArrayList<>();
        for (SubjectType subjectType : sorted(options)) {
            reports.add(new ChainSync(dependencies, subjectType, options, consumer, deadline).all());
        }
        return new SyncReport(dependencies.context(), reports);
    }

    static List<SubjectType> sorted(SyncOptions options) {
        return options.subjectTypes().stream().sorted().toList();
    }

    /** @param begin until when KSeF's limits may keep the window from beginning */
    ChainSync.Step step(
            SubjectType subjectType, SyncOptions options, SyncConsumer consumer, Deadline deadline, Deadline begin) {
        return new ChainSync(dependencies, subjectType, options, consumer, deadline).step(begin);
    }

    /**
     * Reads again what KSeF shows from a moment up to the mark of a chain, compares it with what was handed out, and hands out what
     * is missing.
     *
     * @throws KsefException if nothing was synchronised yet, the moment lies behind the mark, or further back than numbers are
     *     remembered, or KSeF cannot be reached or refuses
     * @throws KsefStorageException if the state cannot be read, or another process works on this chain
     */
    public AuditReport audit(SubjectType subjectType, Instant from, SyncOptions options, SyncConsumer consumer) {
        Deadline deadline = Deadline.after(options.patience(), dependencies.time());
        return new ChainSync(dependencies, subjectType, options, consumer, deadline).audit(from);
    }

    /**
     * Returns up to where all was handed out in a chain; empty before the first time. No call is made to KSeF.
     *
     * @throws KsefStorageException if the state cannot be read
     */
    public Optional<Instant> mark(SubjectType subjectType) {
        var key = new SyncKey(dependencies.environment(), dependencies.context(), subjectType);
        Deadline deadline = Deadline.after(CALL, dependencies.time());
        var read = StoreThread.start(() -> dependencies.states().read(key));
        if (!StoreThread.awaited(read, "the state of the synchronisation", dependencies.time(), deadline)) {
            throw new KsefStorageException(
                    "The state of the synchronisation has not been read in time; check whether its storage answers",
                    null);
        }
        return Optional.ofNullable(SyncState.of(StoreThread.answered(read)).mark());
    }

    /**
     * Forgets the state of a chain: the next run begins from its start date, and hands out all again.
     *
     * @throws KsefStorageException if the state cannot be written, or another process works on this chain
     */
    public void beginAnew(SubjectType subjectType) {
        try (ChainLog log = dependencies.lease(subjectType, Deadline.after(CALL, dependencies.time()))) {
            log.beginAnew();
        }
    }

    @Override
    public String toString() {
        return "InvoiceSync[" + dependencies.context() + "]";
    }

    /** Collects the settings of an {@link InvoiceSync}. */
    public static final class Builder {

        private final String environment;
        private final ContextIdentifier context;
        private final InstantSource clock;
        private final Time time;
        private @Nullable Invoices invoices;
        private @Nullable Exports exports;
        private @Nullable RateLimits limits;
        private @Nullable SyncStateStore states;
        private KsefListener listener = new KsefListener() {};

        private Builder(String environment, ContextIdentifier context, InstantSource clock, Time time) {
            this.environment = Objects.requireNonNull(environment, "environment");
            this.context = Objects.requireNonNull(context, "context");
            this.clock = Objects.requireNonNull(clock, "clock");
            this.time = Objects.requireNonNull(time, "time");
        }

        /** Sets the use cases of the context that it builds on. Required. */
        public Builder context(Invoices invoices, Exports exports, RateLimits limits) {
            this.invoices = Objects.requireNonNull(invoices, "invoices");
            this.exports = Objects.requireNonNull(exports, "exports");
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Sets where the marks are kept. Required. */
        public Builder states(SyncStateStore store) {
            this.states = Objects.requireNonNull(store, "states");
            return this;
        }

        /** Sets the listener of events. */
        public Builder listener(KsefListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalStateException if a required setting is missing
         */
        public InvoiceSync build() {
            return new InvoiceSync(this);
        }

        private static <T> T required(@Nullable T setting, String name) {
            if (setting == null) {
                throw new IllegalStateException("A synchronisation needs " + name);
            }
            return setting;
        }
    }
}
