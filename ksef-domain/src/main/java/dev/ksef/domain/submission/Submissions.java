package dev.ksef.domain.submission;

import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.LeasedRecords;
import dev.ksef.domain.internal.StoreThread;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends any number of invoices as one act, under a name of the caller's. Every step is written into a journal before it is
 * made, so that the same call under the same name goes on where another one was cut off, whatever cut it off: nothing is lost,
 * and nothing is sent twice.
 */
public final class Submissions {

    /** How long submissions that have ended stay in the journal, unless said otherwise. */
    public static final Duration KEEP_ENDED = Duration.ofDays(90);

    private final String environment;
    private final ContextIdentifier context;
    private final SubmissionJournal journal;
    private final SubmissionDependencies dependencies;
    private final PreFlight preFlight;
    private final Supplier<EffectiveContextLimits> contextLimits;
    private final Duration keepEnded;
    private final InstantSource clock;
    private final Time time;

    private Submissions(Builder settings) {
        environment = settings.environment;
        context = settings.context;
        journal = Builder.required(settings.journal, "journal");
        preFlight = Builder.required(settings.preFlight, "preFlight");
        contextLimits = Builder.required(settings.contextLimits, "contextLimits");
        keepEnded = settings.keepEnded;
        clock = settings.clock;
        time = settings.time;
        CryptoEngine crypto = Builder.required(settings.crypto, "crypto");
        Sessions sessions = Builder.required(settings.sessions, "sessions");
        var originals = new Originals(
                Builder.required(settings.invoices, "invoices"),
                session -> sessions.resumeBatch(session).invoices());
        dependencies = new SubmissionDependencies(
                sessions,
                new Packages(
                        crypto, preFlight, Builder.required(settings.archiver, "archiver"), clock, settings.listener),
                new ResultJudge(originals, context),
                Builder.required(settings.limits, "limits"),
                crypto,
                settings.keyStore == null ? null : new KeptKeys(settings.keyStore, time, settings.listener),
                time,
                settings.listener);
    }

    /**
     * Settings of the submissions of one context.
     *
     * @param environment the name of the environment
     * @param context whom the sessions act for
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits
     */
    public static Builder builder(String environment, ContextIdentifier context, InstantSource clock, Time time) {
        return new Builder(environment, context, clock, time);
    }

    /**
     * Sends invoices, or goes on with sending them. Call it again under the same name, with the same invoices in the same order,
     * until {@linkplain SubmissionReport#ended() it has ended}.
     *
     * @param invoices read at least twice; each time the same
     * @return one result for each invoice, in their order. What is not known by the end of the patience is UNKNOWN
     * @throws dev.ksef.model.error.KsefInvalidPackageException if KSeF would refuse some of them, and these are not to be left
     *     out; nothing was sent then
     * @throws KsefStorageException if an invoice cannot be read, the disk is full, the journal fails, or
     *     another process works on this submission
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     * @throws KsefException if other invoices were begun under this name, or the same ones with another offlineMode or as other
     *     corrections, or KSeF cannot be reached or refuses; what was done until then is in the journal
     */
    public SubmissionReport submit(SubmissionId id, Iterable<InvoiceSource> invoices, SubmissionOptions options) {
        Objects.requireNonNull(invoices, "invoices");
        Deadline deadline = Deadline.after(options.patience(), time);
        SubmissionDependencies shared =
                options.progress().map(dependencies::telling).orElse(dependencies);
        return leased(id, deadline, log -> {
            if (log.state().isEnded()) {
                SubmissionPlan sources = planning(preFlight, shared).again(id, invoices, options, log.state());
                new SubmissionRun(shared, log, sources, options, options.limits(), deadline).storeTheRest();
                return report(id, log);
            }
            ContextLimits limits = ContextLimits.from(contextLimits);
            SubmissionPlan plan = plan(id, invoices, options, log, planning(limits.of(preFlight), shared));
            new SubmissionRun(shared, log, plan, options, limits.of(options.limits()), deadline).run();
            return report(id, log);
        });
    }

    /** Sends invoices with the usual options; otherwise as {@link #submit(SubmissionId, Iterable, SubmissionOptions)}. */
    public SubmissionReport submit(SubmissionId id, Iterable<InvoiceSource> invoices) {
        return submit(id, invoices, SubmissionOptions.USUAL);
    }

    private SubmissionPlan plan(
            SubmissionId id,
            Iterable<InvoiceSource> invoices,
            SubmissionOptions options,
            SubmissionLog log,
            SubmissionPlanning planning) {
        if (log.state().isBegun()) {
            return planning.again(id, invoices, options, log.state());
        }
        SubmissionPlan plan = planning.plan(invoices, options, clock.instant());
        log.begin(plan.planned(), plan.leftOut(), options.offlineMode());
        return plan;
    }

    private SubmissionPlanning planning(PreFlight checks, SubmissionDependencies shared) {
        return new SubmissionPlanning(shared.crypto(), new SelfInvoicing(context), checks, clock, shared.listener());
    }

    /**
     * Brings all submissions of this context as far as is possible without their invoices: looks at KSeF for what is not known,
     * closes what was about to be closed, and sends nothing. What is left then is sent by {@link #submit} under the same name.
     * Call it when the application starts. It also {@linkplain #forgetEnded forgets} what ended long ago. A submission that
     * fails keeps none of the others from its turn.
     *
     * @param patience for each of them
     * @return a report of each that had not ended, in the order of their names
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     * @throws KsefException if one of them fails, once all had their turn; failures of others are suppressed in it, and
     *     {@link #find} tells how far they are
     */
    public List<SubmissionReport> reconcile(Duration patience) {
        List<SubmissionReport> reports = new ArrayList<>();
        forEach(id -> {
            Deadline deadline = Deadline.after(patience, time);
            SubmissionState state = SubmissionState.of(read(id, deadline));
            if (isEndedLongerAgo(state, keepEnded)) {
                forget(id);
            } else if (!state.isEnded()) {
                reconciled(id, deadline).ifPresent(reports::add);
            }
        });
        return reports;
    }

    /** Returns empty if it was never begun: then nothing was sent, and what was written of its beginning is removed. */
    private Optional<SubmissionReport> reconciled(SubmissionId id, Deadline deadline) {
        return leased(id, deadline, log -> {
            if (!log.state().isBegun()) {
                return Optional.empty();
            }
            new SubmissionRun(dependencies, log, null, SubmissionOptions.USUAL, PackageLimits.USUAL, deadline)
                    .reconcile();
            return Optional.of(report(id, log));
        });
    }

    /** Does something with each submission, and throws the first failure once all had their turn. */
    private void forEach(Consumer<SubmissionId> work) {
        KsefException first = null;
        for (SubmissionId id : list()) {
            try {
                work.accept(id);
            } catch (KsefException failed) {
                if (Thread.currentThread().isInterrupted() || failed.getCause() instanceof ClosedException) {
                    throw failed;
                }
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Returns the names of all submissions of this context that the journal has, in order. What the journal cannot read is left
     * out, and told by a {@link KsefEvent.SubmissionUnreadable}.
     *
     * @throws KsefStorageException if the journal fails
     */
    public List<SubmissionId> list() {
        List<KsefStorageException> unreadable = new CopyOnWriteArrayList<>();
        Set<SubmissionKey> all = asked(() -> journal.submissions(unreadable::add), callDeadline());
        unreadable.forEach(failure ->
                dependencies.listener().on(new KsefEvent.SubmissionUnreadable(String.valueOf(failure.getMessage()))));
        return all.stream()
                .filter(key ->
                        key.environment().equals(environment) && key.context().equals(context))
                .map(SubmissionKey::id)
                .sorted(Comparator.comparing(SubmissionId::value))
                .toList();
    }

    /** Returns what the journal knows of a submission, without a call to KSeF; empty if it does not know it. */
    public Optional<SubmissionReport> find(SubmissionId id) {
        List<JournalRecord> records = read(id, callDeadline());
        SubmissionState state = SubmissionState.of(records);
        return state.isBegun()
                ? Optional.of(new SubmissionReport(id, state.isEnded(), state.results()))
                : Optional.empty();
    }

    /** Returns the records of a submission as they were written; none if there is no such submission. */
    public List<JournalRecord> records(SubmissionId id) {
        return read(id, callDeadline());
    }

    /**
     * Writes the records of a submission for whoever audits it, as JSON Lines: UTF-8, one object for each record, in the order in
     * which they were written. Its members are {@code at} (ISO 8601, UTC, KSeF's clock), {@code type}, and {@code values}: an
     * object of texts. Later versions may add types and values. There is no invoice, key or token in it, but the names of the
     * invoices, their numbers, sellers and hashes.
     *
     * @param out stays open
     * @throws KsefException if there is no such submission; nothing was written then
     * @throws KsefStorageException if the journal cannot be read, or the stream fails
     */
    public void export(SubmissionId id, OutputStream out) {
        List<JournalRecord> records = records(id);
        if (records.isEmpty()) {
            throw new KsefException("The journal has no submission " + id
                    + " of this context: it was never begun here, or" + " forgotten. Export before you forget");
        }
        try {
            new JournalExport(out).write(records);
        } catch (IOException failed) {
            throw new KsefStorageException(
                    "The journal of the submission " + id + " was not exported as a whole: " + failed.getMessage(),
                    failed);
        }
    }

    /**
     * Makes the journal of a submission shorter: the single steps of sessions that have ended go, what came of them stays. Nothing
     * that {@link #find} or {@link #submit} tells changes. {@link #export} it before, if you keep the steps.
     *
     * @return how many records went
     */
    public int compact(SubmissionId id) {
        try (LeasedRecords lease = lease(id, callDeadline())) {
            List<JournalRecord> all = lease.records();
            List<JournalRecord> fewer = JournalCompaction.of(all);
            if (fewer.size() < all.size()) {
                lease.replace(fewer);
            }
            return all.size() - fewer.size();
        }
    }

    /**
     * Removes a submission from the journal. Its name can be used for other invoices then.
     *
     * @throws KsefException if it has not ended: what became of its invoices would be lost
     */
    public void forget(SubmissionId id) {
        Deadline deadline = callDeadline();
        try (LeasedRecords lease = lease(id, deadline)) {
            SubmissionState state = SubmissionState.of(lease.records());
            if (state.isBegun() && !state.isEnded()) {
                throw new KsefException("The submission " + id
                        + " has not ended: submit again under the same name, or reconcile, before it is forgotten");
            }
            lease.replace(List.of());
        }
    }

    /**
     * Removes all submissions of this context that ended longer ago than the given time.
     *
     * @return the names of those that were removed
     * @throws KsefException if one of them cannot be read or removed, once all had their turn
     */
    public List<SubmissionId> forgetEnded(Duration longerAgo) {
        List<SubmissionId> forgotten = new ArrayList<>();
        forEach(id -> {
            if (isEndedLongerAgo(SubmissionState.of(read(id, callDeadline())), longerAgo)) {
                forget(id);
                forgotten.add(id);
            }
        });
        return forgotten;
    }

    private boolean isEndedLongerAgo(SubmissionState state, Duration longerAgo) {
        Instant endedAt = state.endedAt();
        return endedAt != null && Duration.between(endedAt, clock.instant()).compareTo(longerAgo) > 0;
    }

    private <T> T leased(SubmissionId id, Deadline deadline, Function<SubmissionLog, T> work) {
        try (LeasedRecords lease = lease(id, deadline)) {
            List<JournalRecord> records = lease.records();
            if (!SubmissionState.of(records).isBegun() && !records.isEmpty()) {
                // A machine failed while it was being begun: nothing was sent.
                lease.replace(List.of());
                records = List.of();
            }
            return work.apply(new SubmissionLog(key(id), lease, records, clock));
        }
    }

    private LeasedRecords lease(SubmissionId id, Deadline deadline) {
        return LeasedRecords.taken(() -> journal.lease(key(id), deadline), "the journal", time, deadline);
    }

    private List<JournalRecord> read(SubmissionId id, Deadline deadline) {
        return asked(() -> journal.read(key(id)), deadline);
    }

    private <T> T asked(Supplier<T> question, Deadline deadline) {
        CompletableFuture<T> answer = StoreThread.start(question);
        if (!StoreThread.awaited(answer, "the journal", time, deadline)) {
            throw late();
        }
        return StoreThread.answered(answer);
    }

    private static KsefStorageException late() {
        return new KsefStorageException(
                "The journal has not answered in time; check whether its storage answers, and whether something holds its locks",
                null);
    }

    private Deadline callDeadline() {
        return Deadline.after(Duration.ofMinutes(2), time);
    }

    private SubmissionKey key(SubmissionId id) {
        return new SubmissionKey(environment, context, id);
    }

    private static SubmissionReport report(SubmissionId id, SubmissionLog log) {
        return new SubmissionReport(id, log.state().isEnded(), log.state().results());
    }

    /** Collects the settings of {@link Submissions}. All of them are needed but the listener and the key store. */
    public static final class Builder {

        private final String environment;
        private final ContextIdentifier context;
        private final InstantSource clock;
        private final Time time;
        private KsefListener listener = ListenerGroup.of(List.of());
        private Duration keepEnded = KEEP_ENDED;
        private @Nullable SubmissionJournal journal;
        private @Nullable Sessions sessions;
        private @Nullable Invoices invoices;
        private @Nullable RateLimits limits;
        private @Nullable PreFlight preFlight;
        private @Nullable Supplier<EffectiveContextLimits> contextLimits;
        private @Nullable PackageArchiver archiver;
        private @Nullable CryptoEngine crypto;
        private @Nullable KeyStore keyStore;

        private Builder(String environment, ContextIdentifier context, InstantSource clock, Time time) {
            this.environment = Objects.requireNonNull(environment, "environment");
            this.context = Objects.requireNonNull(context, "context");
            this.clock = Objects.requireNonNull(clock, "clock");
            this.time = Objects.requireNonNull(time, "time");
        }

        /** Sets where every step is written before it is made. */
        public Builder journal(SubmissionJournal journal) {
            this.journal = journal;
            return this;
        }

        /** Sets how long submissions that have ended stay in the journal; 90 days by default. */
        public Builder keepEnded(Duration keepEnded) {
            this.keepEnded = keepEnded;
            return this;
        }

        /** Sets the sessions, the invoices and the limits of the context. */
        public Builder context(Sessions sessions, Invoices invoices, RateLimits limits) {
            this.sessions = sessions;
            this.invoices = invoices;
            this.limits = limits;
            return this;
        }

        /**
         * Sets how invoices are checked before they leave.
         *
         * @param contextLimits asks KSeF how large they may be
         */
        public Builder preFlight(PreFlight preFlight, Supplier<EffectiveContextLimits> contextLimits) {
            this.preFlight = preFlight;
            this.contextLimits = contextLimits;
            return this;
        }

        /** Sets what packages are made with. */
        public Builder packages(PackageArchiver archiver, CryptoEngine crypto) {
            this.archiver = archiver;
            this.crypto = crypto;
            return this;
        }

        /**
         * Sets where the content keys of packages are kept, so that an upload that was cut off can be gone on with; null, the
         * default, keeps them in memory only.
         */
        public Builder keyStore(@Nullable KeyStore store) {
            this.keyStore = store;
            return this;
        }

        /** Sets who is told what happens; nobody by default. It must never throw. */
        public Builder listener(KsefListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Makes the submissions. No call is made.
         *
         * @throws NullPointerException if a setting is missing
         */
        public Submissions build() {
            return new Submissions(this);
        }

        private static <T> T required(@Nullable T setting, String what) {
            return Objects.requireNonNull(setting, what);
        }
    }
}
