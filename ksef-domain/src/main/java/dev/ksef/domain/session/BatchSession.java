package dev.ksef.domain.session;

import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackagePart;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch session: one package of invoices. Its parts are uploaded, then it is closed, and KSeF judges each invoice on its own.
 * Nothing is processed before it is closed. For one thread.
 */
public final class BatchSession {

    /** How many parts are uploaded at a time, unless said otherwise. */
    public static final int UPLOADS_AT_A_TIME = 4;

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final ReferenceNumber referenceNumber;
    private final @Nullable List<PartUploadRequest> requests;
    private final long openedMillis;
    private final SendReconciliation reconciliation;

    /**
     * @param requests null where they are not known
     * @param openedMillis when it was opened, by the steady clock
     */
    BatchSession(
            BoundTransport transport,
            SessionDependencies dependencies,
            ReferenceNumber referenceNumber,
            @Nullable List<PartUploadRequest> requests,
            long openedMillis) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.referenceNumber = referenceNumber;
        this.requests = requests;
        this.openedMillis = openedMillis;
        this.reconciliation = new SendReconciliation(transport, dependencies, referenceNumber);
    }

    static BatchSession opened(
            BoundTransport transport, SessionDependencies dependencies, InvoicePackage invoices, Deadline deadline) {
        BatchSessionOpened opened = new SessionOpening(transport, dependencies).open(invoices, deadline);
        return new BatchSession(
                transport,
                dependencies,
                opened.referenceNumber(),
                opened.partUploadRequests(),
                dependencies.time().millis());
    }

    /** Returns the session's number. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /**
     * Returns how its parts are uploaded, as KSeF told when it was opened: for {@link Sessions#resumeBatch(ReferenceNumber,
     * Collection, Instant)}. They are secrets, which KSeF gives once: until they expire, anybody who has them can upload.
     *
     * @return empty if the session was opened elsewhere, and resumed without them
     */
    public List<PartUploadRequest> uploadRequests() {
        return requests == null ? List.of() : requests;
    }

    /**
     * Uploads all parts of the package, four at a time.
     *
     * @param patience for all of them
     * @throws IllegalStateException if the session was opened elsewhere, and resumed without its links
     * @throws dev.ksef.model.error.KsefSessionLostException if KSeF takes no more parts; send the invoices in another session
     * @throws dev.ksef.model.error.KsefTransportException if a part does not get through after several attempts; upload
     *     again, or send the invoices in another session
     * @throws dev.ksef.model.error.KsefStorageException if a part cannot be read
     * @throws dev.ksef.model.error.KsefDeadlineException if not all are there in time
     */
    public void upload(InvoicePackage invoices, Duration patience) {
        upload(invoices, patience, UPLOADS_AT_A_TIME, uploaded -> {});
    }

    /**
     * Uploads all parts of the package, so many at a time; otherwise as {@link #upload(InvoicePackage, Duration)}.
     *
     * @param uploaded is told each part that is there, by any thread; what it throws ends the upload
     * @throws IllegalArgumentException if fewer than 1 are to be uploaded at a time
     */
    public void upload(InvoicePackage invoices, Duration patience, int most, Consumer<PackagePart> uploaded) {
        upload(invoices, Set.of(), patience, most, uploaded);
    }

    /**
     * Uploads the parts of the package that did not arrive before; otherwise as {@link #upload(InvoicePackage, Duration, int,
     * Consumer)}.
     *
     * @param arrived the ordinal numbers of those that did
     */
    public void upload(
            InvoicePackage invoices,
            Set<Integer> arrived,
            Duration patience,
            int most,
            Consumer<PackagePart> uploaded) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one part must be uploaded at a time, not " + most);
        }
        if (requests == null) {
            throw new IllegalStateException("Session " + referenceNumber
                    + " was opened elsewhere, and KSeF gives the links for uploads once: resume it with them, or open"
                    + " another session");
        }
        Deadline deadline = Deadline.after(patience, dependencies.time());
        new PartUploads(
                        transport,
                        dependencies,
                        referenceNumber,
                        invoices.parts(),
                        arrived,
                        requests,
                        openedMillis,
                        deadline,
                        uploaded)
                .run(most);
    }

    /**
     * Closes the session, so that KSeF processes it, without waiting for that. A session that KSeF has closed by itself counts
     * as closed.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses: 21157 a part has another size than declared, 21205 a part is
     *     missing, 21208 the time for uploads has passed; send the invoices in another session
     * @throws KsefException if KSeF could not be reached; call it again to repeat it
     */
    public void close() {
        reconciliation.closeBatch();
    }

    /** Requests the status of the session with one call. */
    public SessionStatus status() {
        return transport.open(SessionApi.class).status(referenceNumber);
    }

    /**
     * Waits until KSeF has processed the closed session, and returns its final status with the pages of its UPO.
     *
     * @throws dev.ksef.model.error.KsefProcessingException if it ends without a valid invoice: 405 package, 415 key, 420 too
     *     many invoices, 430 archive, 435 part not decrypted, 440 not closed in time or empty, 445 none accepted, 500 unknown
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    public SessionStatus awaitProcessed(Duration patience) {
        return new SessionProcessing(transport, dependencies, referenceNumber).await(patience);
    }

    /** Requests the status of one of its invoices with one call. */
    public SessionInvoice invoice(ReferenceNumber invoice) {
        return transport.open(SessionApi.class).invoice(referenceNumber, invoice);
    }

    /** Returns all its invoices, fetched page by page as they are read. */
    public Stream<SessionInvoice> invoices() {
        return reconciliation.invoices();
    }

    /** Returns its rejected invoices, fetched page by page as they are read. */
    public Stream<SessionInvoice> failedInvoices() {
        SessionApi api = transport.open(SessionApi.class);
        return ContinuationPages.stream(
                token -> api.failedInvoices(referenceNumber, SessionDependencies.PAGE_SIZE, token));
    }

    /**
     * Returns what KSeF says of each invoice of the package, in the order of the invoices. They are found by their hashes, and
     * those with the same bytes by their names, too.
     */
    public List<BatchInvoice> results(List<PackagedInvoice> invoices) {
        return new BatchRows(invoices()).of(invoices);
    }

    /**
     * Returns an invoice of the package that KSeF accepted.
     *
     * @throws KsefException if KSeF has not accepted it
     */
    public AcceptedInvoice accepted(BatchInvoice result) {
        SessionInvoice row = result.found()
                .filter(found -> found.status().isSuccess())
                .orElseThrow(() -> new KsefException(
                        "Invoice " + result.invoice().entryName() + " was not accepted in session " + referenceNumber));
        KsefNumber number = row.ksefNumber();
        if (number == null) {
            throw new KsefException("KSeF has not told the number of invoice " + row.referenceNumber() + " yet");
        }
        return new AcceptedInvoice(
                row,
                number,
                result.invoice().facts().hash(),
                result.invoice().facts(),
                null,
                upo(),
                dependencies.environment().qrBase());
    }

    /** Returns its confirmations. */
    public UpoDownload upo() {
        return new UpoDownload(transport, dependencies, referenceNumber);
    }

    @Override
    public String toString() {
        return "BatchSession[" + referenceNumber + "]";
    }
}
