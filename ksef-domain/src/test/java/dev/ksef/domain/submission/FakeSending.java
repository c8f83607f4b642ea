package dev.ksef.domain.submission;

import dev.ksef.domain.Faked;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.link.SignedLink;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionsPage;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.BatchSessionApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.archive.JdkZipArchiver;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.model.session.SessionInvoiceBuilder;
import dev.ksef.testkit.model.session.SessionStatusBuilder;
import dev.ksef.testkit.store.MemoryKeyStore;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import dev.ksef.testkit.transport.RecordingStorage;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Takes invoices one by one, and accepts all of them; what else shall happen at a call is up to the test. Batch sessions have
 * the invoices that the test names.
 */
final class FakeSending implements OnlineSessionApi, BatchSessionApi, SessionApi {

    static final Nip CONTEXT = Nip.of("5265877635");
    static final String ENVIRONMENT = "TEST";

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final RecordedEvents events = new RecordedEvents();
    final MemoryKeyStore keys = new MemoryKeyStore();
    final RecordingStorage storage = new RecordingStorage();
    final FakeTransport transport = new FakeTransport()
            .with(OnlineSessionApi.class, this)
            .with(BatchSessionApi.class, this)
            .with(SessionApi.class, this)
            .with(PublicKeyApi.class, () -> List.of(Faked.key("2026-01-01T00:00:00Z", Usage.SYMMETRIC_KEY_ENCRYPTION)));
    final Map<ReferenceNumber, List<SessionInvoice>> sessions = new ConcurrentHashMap<>();
    final List<ReferenceNumber> closed = new CopyOnWriteArrayList<>();
    final List<SendInvoice> sent = new CopyOnWriteArrayList<>();
    volatile Consumer<ReferenceNumber> onSend = session -> {};
    volatile Consumer<ReferenceNumber> onStatus = session -> {};
    volatile Consumer<ReferenceNumber> onList = session -> {};
    volatile StatusInfo verdict = new StatusInfo(200, "d", null, null);
    volatile int pageSize = 1000;
    volatile int codeOfOpenSessions = 100;
    volatile List<Sha256> inPackages = List.of();
    volatile PackageArchiver archiver = new JdkZipArchiver();

    /** The submissions of one context, with a journal. */
    Submissions submissions(SubmissionJournal journal) {
        return submissions(journal, ENVIRONMENT, CONTEXT, time);
    }

    Submissions submissions(SubmissionJournal journal, String environment, Nip context, Time waiting) {
        var crypto = new Faked.Crypto();
        var scope = new CallScope(
                context,
                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                Duration.ofMinutes(2),
                Deadline.NEVER);
        PreFlight unchecked = PreFlight.of(KsefEnvironment.TEST).off();
        Sessions opened = Sessions.builder(
                        KsefEnvironment.TEST,
                        transport,
                        scope,
                        EncryptionService.builder(transport, crypto, time, time).build(),
                        crypto,
                        storage,
                        time,
                        time)
                .listener(events)
                .preFlight(unchecked)
                .build();
        return Submissions.builder(environment, context, time, waiting)
                .journal(journal)
                .context(
                        opened,
                        new Invoices(transport, scope, crypto, time, time, events),
                        new RateLimits(transport, scope, RateLimiter.none(), environment))
                .preFlight(unchecked, () -> new EffectiveContextLimits(null, null, null))
                .packages(archiver, crypto)
                .keyStore(keys)
                .listener(events)
                .build();
    }

    @Override
    public OnlineSessionOpened open(OpenOnlineSession request) {
        var session = new ReferenceNumber("SO-" + (sessions.size() + 1));
        sessions.put(session, new CopyOnWriteArrayList<>());
        return new OnlineSessionOpened(session, OffsetDateTime.MAX);
    }

    @Override
    public BatchSessionOpened open(OpenBatchSession request) {
        var session = new ReferenceNumber("SB-" + (sessions.size() + 1));
        sessions.put(session, new CopyOnWriteArrayList<>());
        inPackages.forEach(hash -> add(session, hash));
        return new BatchSessionOpened(
                session,
                request.batchFile().fileParts().stream()
                        .map(part -> new PartUploadRequest(
                                part.ordinalNumber(),
                                "PUT",
                                SignedLink.of("https://storage.example/" + session + "/" + part.ordinalNumber()
                                        + "?sig=secret"),
                                Map.of("x-ms-blob-type", "BlockBlob")))
                        .toList());
    }

    @Override
    public InvoiceSent send(ReferenceNumber session, SendInvoice request) {
        onSend.accept(session);
        sent.add(request);
        return new InvoiceSent(add(session, request.invoiceHash()));
    }

    private ReferenceNumber add(ReferenceNumber session, Sha256 hash) {
        List<SessionInvoice> rows = sessions.get(session);
        var reference = new ReferenceNumber(session + "-EE-" + (rows.size() + 1));
        rows.add(SessionInvoiceBuilder.builder()
                .referenceNumber(reference)
                .status(verdict)
                .invoiceHash(hash)
                .ksefNumber(verdict.isSuccess() ? new KsefNumber("5265877635-20261102-" + reference) : null)
                .build());
        return reference;
    }

    @Override
    public void close(ReferenceNumber session) {
        closed.add(session);
    }

    @Override
    public SessionStatus status(ReferenceNumber session) {
        onStatus.accept(session);
        return SessionStatusBuilder.builder()
                .status(new StatusInfo(closed.contains(session) ? 200 : codeOfOpenSessions, "d", null, null))
                .build();
    }

    @Override
    public SessionInvoicesPage invoices(ReferenceNumber session, Integer size, String continuationToken) {
        onList.accept(session);
        List<SessionInvoice> rows = new ArrayList<>(sessions.get(session));
        int begin = continuationToken == null ? 0 : Integer.parseInt(continuationToken);
        int end = Math.min(rows.size(), begin + pageSize);
        return new SessionInvoicesPage(end < rows.size() ? String.valueOf(end) : null, rows.subList(begin, end));
    }

    @Override
    public SessionInvoice invoice(ReferenceNumber session, ReferenceNumber invoice) {
        return sessions.get(session).stream()
                .filter(row -> row.referenceNumber().equals(invoice))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public SessionsPage list(SessionFilter filter, String continuationToken) {
        return new SessionsPage(null, List.of());
    }

    @Override
    public SessionInvoicesPage failedInvoices(ReferenceNumber session, Integer size, String continuationToken) {
        throw new UnsupportedOperationException();
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
