package dev.ksef.domain.session;

import dev.ksef.domain.Faked;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionsPage;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.store.MemoryKeyStore;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import dev.ksef.testkit.transport.RecordingStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps sessions and their invoices as KSeF does; what else shall happen at a call is up to the test. */
final class FakeKsef implements OnlineSessionApi, SessionApi {

    static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** One session. */
    static final class Kept {

        final List<SessionInvoice> invoices = new CopyOnWriteArrayList<>();
        volatile int status = 100;
        volatile int closes;
    }

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final RecordedEvents events = new RecordedEvents();
    final MemoryKeyStore keys = new MemoryKeyStore();
    Duration ahead = Duration.ZERO;
    Duration timeout = TIMEOUT;
    final InstantSource clock = () -> time.instant().plus(ahead);
    final FakeTransport transport = new FakeTransport()
            .with(OnlineSessionApi.class, this)
            .with(SessionApi.class, this)
            .with(PublicKeyApi.class, () -> List.of(Faked.key("2026-01-01T00:00:00Z", Usage.SYMMETRIC_KEY_ENCRYPTION)));
    final Map<ReferenceNumber, Kept> sessions = new ConcurrentHashMap<>();
    final List<OpenOnlineSession> opened = new CopyOnWriteArrayList<>();
    final List<SessionFilter> lists = new CopyOnWriteArrayList<>();
    final List<SessionsPage> pages = new CopyOnWriteArrayList<>();
    final AtomicInteger listings = new AtomicInteger();
    int limit = 10_000;
    Duration life = Duration.ofHours(12);
    volatile Consumer<ReferenceNumber> onOpen = session -> {};
    volatile Consumer<ReferenceNumber> onSend = session -> {};
    volatile Consumer<ReferenceNumber> onStatus = session -> {};
    volatile Consumer<ReferenceNumber> onClose = session -> {};

    Sessions sessions() {
        return sessions(BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)));
    }

    /** Nothing is downloaded here. */
    final RecordingStorage storage = new RecordingStorage();

    Sessions sessions(BearerSource bearer) {
        var crypto = new Faked.Crypto();
        return Sessions.builder(
                        KsefEnvironment.TEST,
                        transport,
                        new CallScope(null, bearer, timeout, Deadline.NEVER),
                        EncryptionService.builder(transport, crypto, clock, time)
                                .build(),
                        crypto,
                        storage,
                        clock,
                        time)
                .listener(events)
                .preFlight(PreFlight.of(KsefEnvironment.TEST).off())
                .keyStore(keys)
                .build();
    }

    Kept session(int number) {
        return sessions.get(reference(number));
    }

    static ReferenceNumber reference(int number) {
        return new ReferenceNumber("SO-" + number);
    }

    /** The session is not open any more. */
    void end(int number, int status) {
        session(number).status = status;
    }

    /** All that the session has up to now is rejected. */
    void reject(int number, int status) {
        session(number).invoices.replaceAll(kept -> invoice(kept.referenceNumber(), status, kept.invoiceHash()));
    }

    void keep(ReferenceNumber session, SendInvoice request) {
        List<SessionInvoice> invoices = sessions.get(session).invoices;
        invoices.add(
                invoice(new ReferenceNumber(session + "-EE-" + (invoices.size() + 1)), 100, request.invoiceHash()));
    }

    private static SessionInvoice invoice(ReferenceNumber number, int status, @Nullable Sha256 hash) {
        return new SessionInvoice(
                number,
                new StatusInfo(status, "d", null, null),
                null,
                null,
                null,
                hash,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public OnlineSessionOpened open(OpenOnlineSession request) {
        ReferenceNumber session;
        synchronized (this) {
            opened.add(request);
            session = reference(opened.size());
            sessions.put(session, new Kept());
        }
        onOpen.accept(session);
        return new OnlineSessionOpened(
                session,
                Instant.ofEpochMilli(time.millis()).atOffset(ZoneOffset.UTC).plus(life));
    }

    @Override
    public InvoiceSent send(ReferenceNumber session, SendInvoice request) {
        onSend.accept(session);
        synchronized (this) {
            Kept kept = sessions.get(session);
            if (kept.status != 100) {
                throw Faked.error(400, 21180);
            }
            if (kept.invoices.size() >= limit) {
                throw Faked.error(400, 21155);
            }
            keep(session, request);
            return new InvoiceSent(kept.invoices.get(kept.invoices.size() - 1).referenceNumber());
        }
    }

    @Override
    public void close(ReferenceNumber session) {
        synchronized (this) {
            sessions.get(session).closes++;
        }
        onClose.accept(session);
        end(Integer.parseInt(session.value().substring(3)), 170);
    }

    @Override
    public SessionsPage list(SessionFilter filter, String continuationToken) {
        lists.add(filter);
        if (pages.isEmpty()) {
            return new SessionsPage(null, List.of());
        }
        return pages.get(continuationToken == null ? 0 : Integer.parseInt(continuationToken));
    }

    /** A page of the list of sessions; the next is named by its place. */
    void page(String next, SessionSummary... rows) {
        pages.add(new SessionsPage(next, List.of(rows)));
    }

    static SessionSummary row(String session, int status, Integer invoices) {
        return new SessionSummary(
                new ReferenceNumber(session),
                new StatusInfo(status, "d", null, null),
                null,
                null,
                null,
                invoices,
                null,
                null);
    }

    @Override
    public SessionStatus status(ReferenceNumber session) {
        onStatus.accept(session);
        return new SessionStatus(
                new StatusInfo(sessions.get(session).status, "d", null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public SessionInvoicesPage invoices(ReferenceNumber session, Integer pageSize, String continuationToken) {
        listings.incrementAndGet();
        return new SessionInvoicesPage(null, new ArrayList<>(sessions.get(session).invoices));
    }

    @Override
    public SessionInvoicesPage failedInvoices(ReferenceNumber session, Integer pageSize, String continuationToken) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionInvoice invoice(ReferenceNumber session, ReferenceNumber invoice) {
        return sessions.get(session).invoices.stream()
                .filter(kept -> kept.referenceNumber().equals(invoice))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public HashedDocument invoiceUpo(ReferenceNumber session, ReferenceNumber invoice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HashedDocument invoiceUpo(ReferenceNumber session, KsefNumber ksefNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HashedDocument upoPage(ReferenceNumber session, ReferenceNumber upoPage) {
        throw new UnsupportedOperationException();
    }
}
