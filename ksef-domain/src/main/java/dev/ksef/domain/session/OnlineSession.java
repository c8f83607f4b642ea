package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An online session: invoices are sent one by one, from any number of threads. Closing it tells KSeF to make the collective
 * UPO, and does not wait for it.
 */
public final class OnlineSession implements AutoCloseable {

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final ReferenceNumber referenceNumber;
    private final @Nullable FormCode formCode;
    private final ContentKey contentKey;
    private final Predicate<String> ours;
    private final SendReconciliation reconciliation;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong sentHere = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();

    OnlineSession(
            BoundTransport transport,
            SessionDependencies dependencies,
            ReferenceNumber referenceNumber,
            @Nullable FormCode formCode,
            ContentKey contentKey) {
        this(transport, dependencies, referenceNumber, formCode, contentKey, referenceNumber.value()::equals);
    }

    /**
     * @param ours whether the session with this number is this one, or one that the caller treats as the same
     */
    OnlineSession(
            BoundTransport transport,
            SessionDependencies dependencies,
            ReferenceNumber referenceNumber,
            @Nullable FormCode formCode,
            ContentKey contentKey,
            Predicate<String> ours) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.referenceNumber = referenceNumber;
        this.formCode = formCode;
        this.contentKey = contentKey;
        this.ours = ours;
        this.reconciliation = new SendReconciliation(transport, dependencies, referenceNumber);
    }

    /** Returns the session's number. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /** Tells how many invoices are sent in all by this object, for the total of its progress; otherwise that is not known. */
    public void expect(long invoices) {
        expected.set(invoices);
    }

    /** Sends the invoice in a file. */
    public SentInvoice send(Path file) {
        refuseIfClosed();
        return send(InvoiceXml.read(file), SendOptions.ONLINE);
    }

    /** Sends the invoice with these bytes. */
    public SentInvoice send(byte[] xml) {
        return send(InvoiceXml.of(xml), SendOptions.ONLINE);
    }

    /** Sends the invoice in a stream, which is read to its end and left open. */
    public SentInvoice send(InputStream xml) {
        refuseIfClosed();
        return send(InvoiceXml.read(xml), SendOptions.ONLINE);
    }

    /**
     * Checks an invoice and sends it, unless KSeF would refuse it.
     *
     * @throws dev.ksef.model.error.KsefInvalidInvoiceException if KSeF would refuse it; nothing was sent then
     * @throws IllegalStateException if the session was closed here
     * @throws KsefApiException if KSeF does not accept it: 21155 session full, 21166 and 21167 technical correction not
     *     possible, 21173 no such session, 21180 session no longer open, 21184 session unavailable at the moment
     * @throws dev.ksef.model.error.KsefTransportException if there is no answer. If the invoice may have arrived, it was looked
     *     for by its hash, and sent again if it was not there. NOT_SENT means that it is not there and the session accepts no
     *     more: send it in another session. If the search got no answer either, look for the hash in {@link #invoices()} before
     *     you send it again
     */
    public SentInvoice send(InvoiceXml invoice, SendOptions options) {
        refuseIfClosed();
        InvoiceFacts facts = options.preFlight()
                ? dependencies.preFlight().online(invoice, formCode, options.hashOfCorrectedInvoice() != null)
                : new InvoiceReader(crypto()).read(invoice);
        InvoiceSent sent = reconciliation.send(request(invoice, facts, options));
        long count = sentHere.incrementAndGet();
        dependencies
                .listener()
                .on(new KsefEvent.Progress("Sending", referenceNumber, count, 0, Math.max(count, expected.get())));
        return new SentInvoice(this, sent.referenceNumber(), facts.hash(), facts, options);
    }

    private SendInvoice request(InvoiceXml invoice, InvoiceFacts facts, SendOptions options) {
        byte[] encrypted = invoice.lend(plain -> crypto().encrypt(plain, contentKey));
        return SendInvoice.builder(facts.hash(), facts.sizeBytes())
                .encrypted(
                        crypto().sha256(encrypted),
                        encrypted.length,
                        Base64.getEncoder().encodeToString(encrypted))
                .offlineMode(options.offlineMode())
                .hashOfCorrectedInvoice(options.hashOfCorrectedInvoice())
                .build();
    }

    /**
     * Returns the ticket of an invoice that was sent in this session before, by this or another process. It is found by its
     * hash among all invoices of the session, also if KSeF rejected it. Empty if it was not sent. Each search lists the
     * session anew: for many invoices use {@link #findAll}.
     */
    public Optional<SentInvoice> find(InvoiceXml invoice) {
        InvoiceFacts facts = new InvoiceReader(crypto()).read(invoice);
        return reconciliation
                .find(facts.hash())
                .map(sent -> new SentInvoice(this, sent.referenceNumber(), facts.hash(), facts, null));
    }

    /**
     * Returns the tickets of all those of these invoices that were sent in this session before, as {@link #find} does, with one
     * listing of the session: one call for each 1000 invoices in it. Invoices that were not sent are not in the result.
     */
    public Map<InvoiceXml, SentInvoice> findAll(Collection<InvoiceXml> invoices) {
        Map<Sha256, SessionInvoice> sent = reconciliation.findAll();
        var reader = new InvoiceReader(crypto());
        Map<InvoiceXml, SentInvoice> tickets = new HashMap<>();
        for (InvoiceXml invoice : invoices) {
            InvoiceFacts facts = reader.read(invoice);
            SessionInvoice found = sent.get(facts.hash());
            if (found != null) {
                tickets.put(invoice, new SentInvoice(this, found.referenceNumber(), facts.hash(), facts, null));
            }
        }
        return tickets;
    }

    /** Requests the status of the session with one call. */
    public SessionStatus status() {
        return transport.open(SessionApi.class).status(referenceNumber);
    }

    /** Requests the status of one of its invoices with one call. */
    public SessionInvoice invoice(ReferenceNumber invoice) {
        return transport.open(SessionApi.class).invoice(referenceNumber, invoice);
    }

    /** Returns all its invoices, fetched page by page as they are read. */
    public Stream<SessionInvoice> invoices() {
        return reconciliation.invoices();
    }

    /** Its rejected invoices, fetched page by page as they are read. */
    public Stream<SessionInvoice> failedInvoices() {
        SessionApi api = transport.open(SessionApi.class);
        return ContinuationPages.stream(
                token -> api.failedInvoices(referenceNumber, SessionDependencies.PAGE_SIZE, token));
    }

    /** Its confirmations. */
    public UpoDownload upo() {
        return new UpoDownload(transport, dependencies, referenceNumber);
    }

    /**
     * Closes the session once, without waiting for its processing. A session that KSeF has closed by itself counts as closed.
     *
     * @throws dev.ksef.model.error.KsefException if KSeF could not be reached; call it again to repeat it
     */
    @Override
    public void close() {
        if (closeKeepingKey()) {
            forgetKey();
        }
    }

    /**
     * Closes the session as {@link #close()} does, but leaves its key in the store.
     *
     * @return whether this call closed it
     */
    boolean closeKeepingKey() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        boolean told = false;
        try {
            reconciliation.close();
            told = true;
        } finally {
            closed.set(told);
        }
        contentKey.close();
        return true;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Removes the key, which a closed session does not need. A failure is reported as an event, and closing still succeeds. */
    void forgetKey() {
        KeptKeys keptKeys = dependencies.keptKeys();
        if (keptKeys != null) {
            keptKeys.forget(referenceNumber, transport.scope().callDeadline(dependencies.time()));
        }
    }

    /**
     * Waits until KSeF has processed the closed session, and returns its final status with the pages of its UPO.
     *
     * @throws KsefProcessingException if it ends without a valid invoice: 415 key, 440 nothing sent, 445 none accepted
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    public SessionStatus awaitProcessed(Duration patience) {
        return new SessionProcessing(transport, dependencies, referenceNumber).await(patience);
    }

    <T> T await(ReferenceNumber invoice, Duration patience, Function<SessionInvoice, Optional<T>> judge) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        SessionApi api = transport.open(SessionApi.class, deadline);
        return dependencies
                .polling()
                .await("Invoice", invoice, deadline, () -> judge.apply(api.invoice(referenceNumber, invoice)));
    }

    /**
     * Returns the accepted invoice that a duplicate repeats, if it is the same file in a session of ours: then it is our own
     * earlier attempt.
     */
    Optional<AcceptedInvoice> ownOriginal(SessionInvoice duplicate, Sha256 hash, InvoiceFacts facts) {
        Map<String, String> original = duplicate.status().extensions();
        String where = original.get("originalSessionReferenceNumber");
        String number = original.get("originalKsefNumber");
        if (duplicate.status().code() != SessionResponseCodes.DUPLICATE
                || where == null
                || number == null
                || !ours.test(where)) {
            return Optional.empty();
        }
        var itsSession = new ReferenceNumber(where);
        return new SendReconciliation(transport, dependencies, itsSession)
                .invoices()
                .filter(invoice -> hash.equals(invoice.invoiceHash())
                        && invoice.status().isSuccess()
                        && invoice.ksefNumber() != null
                        && invoice.ksefNumber().value().equals(number))
                .findFirst()
                .map(invoice -> accepted(itsSession, invoice, new KsefNumber(number), hash, facts, null));
    }

    AcceptedInvoice accepted(
            SessionInvoice invoice,
            KsefNumber ksefNumber,
            Sha256 hash,
            InvoiceFacts facts,
            @Nullable SendOptions sentWith) {
        return accepted(referenceNumber, invoice, ksefNumber, hash, facts, sentWith);
    }

    private AcceptedInvoice accepted(
            ReferenceNumber itsSession,
            SessionInvoice invoice,
            KsefNumber ksefNumber,
            Sha256 hash,
            InvoiceFacts facts,
            @Nullable SendOptions sentWith) {
        var accepted = new AcceptedInvoice(
                invoice,
                ksefNumber,
                hash,
                facts,
                sentWith,
                new UpoDownload(transport, dependencies, itsSession),
                dependencies.environment().qrBase());
        if (accepted.isOfflineByDate()) {
            dependencies.listener().on(new KsefEvent.MadeOffline(itsSession, invoice.referenceNumber(), ksefNumber));
        }
        return accepted;
    }

    /** Tells whether a send without an answer found that the session takes no more. */
    boolean sawItOver() {
        return reconciliation.sawItOver();
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "Session " + referenceNumber + " was closed: open another one for further invoices");
        }
    }

    private CryptoEngine crypto() {
        return dependencies.crypto();
    }

    @Override
    public String toString() {
        return "OnlineSession[" + referenceNumber + "]";
    }
}
