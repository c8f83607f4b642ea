package dev.ksef.domain.session;

import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.PollingIntervals;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions of one context. */
public final class Sessions {

    /** What was seen of the numbers of exports, whose keys lie in the same store. */
    private static final Pattern EXPORT = Pattern.compile("[0-9]{8}-E[A-Z]-.*");

    private final BoundTransport transport;
    private final SessionDependencies dependencies;

    private Sessions(Builder settings) {
        transport = new BoundTransport(settings.transport, settings.scope);
        dependencies = new SessionDependencies(
                settings.environment,
                settings.encryption,
                settings.crypto,
                settings.storage,
                new StatusPolling(settings.time, settings.listener, settings.intervals),
                settings.clock,
                settings.time,
                settings.listener,
                new PreFlightGate(settings.preFlight, settings.crypto, settings.clock, settings.listener),
                settings.keyStore == null ? null : new KeptKeys(settings.keyStore, settings.time, settings.listener));
    }

    private Sessions(BoundTransport transport, SessionDependencies dependencies) {
        this.transport = transport;
        this.dependencies = dependencies;
    }

    /** Returns the same sessions, whose progress is told to another listener, too. */
    public Sessions listening(KsefListener also) {
        return new Sessions(transport, dependencies.listening(also));
    }

    /**
     * Settings for the sessions of one context, made from the ports that they need.
     *
     * @param scope whom calls act for, and how long each may take
     * @param storage fetches confirmations by their signed links
     * @param clock KSeF's clock
     * @param time the local clock, by which KSeF is waited for
     */
    public static Builder builder(
            KsefEnvironment environment,
            Transport transport,
            CallScope scope,
            EncryptionService encryption,
            CryptoEngine crypto,
            StorageTransfer storage,
            InstantSource clock,
            Time time) {
        return new Builder(environment, transport, scope, encryption, crypto, storage, clock, time);
    }

    /** Opens an online session with a new content key, which lives as long as the session object. */
    public OnlineSession openOnline(FormCode formCode) {
        try (ContentKey fresh = dependencies.crypto().newContentKey()) {
            return openOnline(formCode, fresh);
        }
    }

    /**
     * Opens an online session with a content key of one's own; the session works on a copy of it. When an opening gets no
     * answer, the list of sessions is looked at and another is made, all within the time of one call: a session that was
     * opened unseen stays empty and has no effect, and a {@link dev.ksef.port.event.KsefEvent.Reconciling} names it.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public OnlineSession openOnline(FormCode formCode, ContentKey contentKey) {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(contentKey, "contentKey");
        Deadline deadline = transport.scope().callDeadline(dependencies.time());
        ReferenceNumber opened = new SessionOpening(transport, dependencies)
                .open(formCode, contentKey, deadline)
                .referenceNumber();
        return new OnlineSession(transport, dependencies, opened, formCode, contentKey.copy());
    }

    /** Opens online sessions one after the other, as one, with the usual limits of KSeF. */
    public RollingOnlineSession openRollingOnline(FormCode formCode) {
        return openRollingOnline(formCode, RollOver.USUAL);
    }

    /**
     * Opens online sessions one after the other, as one: the first of them now.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public RollingOnlineSession openRollingOnline(FormCode formCode, RollOver rollOver) {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(rollOver, "rollOver");
        return new RollingOnlineSession(transport, dependencies, formCode, rollOver, Map.of());
    }

    /**
     * Goes on with a rolling session of a process that is no more. The next session is opened now; the earlier ones are closed
     * with the next send. {@link RollingOnlineSession#findAll} finds what was sent in any of them.
     *
     * @param earlier the numbers of its sessions, from {@link #keptSessions()}
     * @throws KsefException if the client has no key store, or it has no key for one of the sessions
     * @throws dev.ksef.model.error.KsefStorageException if the store cannot be read
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public RollingOnlineSession resumeRollingOnline(
            FormCode formCode, RollOver rollOver, Collection<ReferenceNumber> earlier) {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(rollOver, "rollOver");
        Map<ReferenceNumber, ContentKey> keys = new LinkedHashMap<>();
        try {
            earlier.forEach(number -> keys.put(number, keptKey(number)));
            return new RollingOnlineSession(transport, dependencies, formCode, rollOver, keys);
        } finally {
            keys.values().forEach(ContentKey::close);
        }
    }

    /**
     * Returns the numbers of the sessions that were opened with the client's key store and not closed, oldest first. A rolling
     * session counts with all its sessions until it is closed. The packages of submissions are not among them. No call is made to KSeF. The store does not know whose they are:
     * give each context and each process a store of its own.
     *
     * @throws KsefException if the client has no key store
     * @throws dev.ksef.model.error.KsefStorageException if the store cannot be read
     */
    public List<ReferenceNumber> keptSessions() {
        KeptKeys keptKeys = dependencies.keptKeys();
        if (keptKeys == null) {
            throw new KsefException("The sessions that were left open are not known: give the client a key store");
        }
        return keptKeys.references(transport.scope().callDeadline(dependencies.time())).stream()
                .filter(kept -> !EXPORT.matcher(kept.value()).matches())
                .sorted(Comparator.comparing(ReferenceNumber::value))
                .toList();
    }

    /**
     * Goes on with an online session that was opened earlier or elsewhere, with the content key it was opened with; how to
     * keep that, {@link ContentKey} says. No call is made. The session works on a copy of the key.
     * What structure it was opened for is not known here, so that an invoice of another one is found by KSeF only.
     */
    public OnlineSession resumeOnline(ReferenceNumber session, ContentKey contentKey) {
        return new OnlineSession(
                transport, dependencies, Objects.requireNonNull(session, "session"), null, contentKey.copy());
    }

    /**
     * Goes on with an online session that was opened earlier or elsewhere, with the content key that the client's key store
     * keeps for it.
     *
     * @throws KsefException if the client has no key store, or none of its keys is this session's
     * @throws dev.ksef.model.error.KsefStorageException if the store cannot be read within the time of one call
     */
    public OnlineSession resumeOnline(ReferenceNumber session) {
        try (ContentKey kept = keptKey(session)) {
            return resumeOnline(session, kept);
        }
    }

    private ContentKey keptKey(ReferenceNumber session) {
        KeptKeys keptKeys = dependencies.keptKeys();
        if (keptKeys == null) {
            throw new KsefException("The content key of session " + session
                    + " is not known: give the client a key store, or resume it with its key");
        }
        return keptKeys.find(session, transport.scope().callDeadline(dependencies.time()))
                .orElseThrow(() -> new KsefException("The key store has no content key for session " + session
                        + ": it was closed, or opened without this store"));
    }

    /**
     * Opens a batch session for a package. When an opening gets no answer, the list of sessions is looked at and another is made,
     * as with {@link #openOnline(FormCode, ContentKey)}: nothing of a session that was opened unseen is processed.
     *
     * @throws KsefException if an invoice has an attachment, and the context may not send any
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses: 21157 and 21161 parts too large or too many
     */
    public BatchSession openBatch(InvoicePackage invoices) {
        Deadline deadline = transport.scope().callDeadline(dependencies.time());
        new AttachmentConsent(transport).require(invoices.plan(), deadline);
        return BatchSession.opened(transport, dependencies, invoices, deadline);
    }

    /**
     * Goes on with a batch session that was opened earlier or elsewhere: it can be closed and waited for, and its results read.
     * Parts can be uploaded only with the links that KSeF gave when it was opened. No call is made.
     */
    public BatchSession resumeBatch(ReferenceNumber session) {
        return new BatchSession(
                transport,
                dependencies,
                Objects.requireNonNull(session, "session"),
                null,
                dependencies.time().millis());
    }

    /**
     * Goes on with the uploads of a batch session that was opened earlier or elsewhere. Its package is made again with the same
     * key from the same invoices, and must come out the same. No call is made.
     *
     * @param uploadRequests from {@link BatchSession#uploadRequests()}
     * @param openedAt when it was opened, by KSeF's clock
     */
    public BatchSession resumeBatch(
            ReferenceNumber session, Collection<PartUploadRequest> uploadRequests, Instant openedAt) {
        Duration since = Duration.between(openedAt, dependencies.clock().instant());
        return new BatchSession(
                transport,
                dependencies,
                Objects.requireNonNull(session, "session"),
                List.copyOf(uploadRequests),
                dependencies.time().millis() - since.toMillis());
    }

    /** How far a session is: one call. */
    public SessionStatus status(ReferenceNumber session) {
        return transport.open(SessionApi.class).status(session);
    }

    /**
     * Waits until KSeF has processed a session that was closed here or elsewhere, and yields its final status with the pages
     * of its UPO.
     *
     * @throws KsefProcessingException if it ends without a good invoice: 415 key, 440 nothing sent, 445 none accepted
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    public SessionStatus awaitProcessed(ReferenceNumber session, Duration patience) {
        return new SessionProcessing(transport, dependencies, session).await(patience);
    }

    /** Returns the sessions of this context, fetched page by page as they are read. */
    public Stream<SessionSummary> stream(SessionFilter filter) {
        SessionApi api = transport.open(SessionApi.class);
        return ContinuationPages.stream(token -> api.list(filter, token));
    }

    /** Returns the confirmations of a session. */
    public UpoDownload upo(ReferenceNumber session) {
        return new UpoDownload(transport, dependencies, session);
    }

    /** Collects the settings of {@link Sessions}. */
    public static final class Builder {

        private final KsefEnvironment environment;
        private final Transport transport;
        private final CallScope scope;
        private final EncryptionService encryption;
        private final CryptoEngine crypto;
        private final StorageTransfer storage;
        private final InstantSource clock;
        private final Time time;
        private KsefListener listener = ListenerGroup.of(List.of());
        private PreFlight preFlight;
        private @Nullable KeyStore keyStore;
        private PollingIntervals intervals = PollingIntervals.USUAL;

        private Builder(
                KsefEnvironment environment,
                Transport transport,
                CallScope scope,
                EncryptionService encryption,
                CryptoEngine crypto,
                StorageTransfer storage,
                InstantSource clock,
                Time time) {
            this.environment = environment;
            this.transport = transport;
            this.scope = scope;
            this.encryption = encryption;
            this.crypto = crypto;
            this.storage = storage;
            this.clock = clock;
            this.time = time;
            this.preFlight = PreFlight.of(environment);
        }

        /** Sets who is told what happens; nobody by default. It must never throw. */
        public Builder listener(KsefListener listener) {
            this.listener = listener;
            return this;
        }

        /** Sets how invoices are checked before they leave; by default by all rules of the environment. */
        public Builder preFlight(PreFlight preFlight) {
            this.preFlight = preFlight;
            return this;
        }

        /** Sets where the content keys of open sessions are kept; null, the default, keeps them in memory only. */
        public Builder keyStore(@Nullable KeyStore store) {
            this.keyStore = store;
            return this;
        }

        /** Sets how often KSeF is asked what became of invoices and sessions. */
        public Builder polling(PollingIntervals intervals) {
            this.intervals = intervals;
            return this;
        }

        /** Makes the sessions. No call is made. */
        public Sessions build() {
            return new Sessions(this);
        }
    }
}
