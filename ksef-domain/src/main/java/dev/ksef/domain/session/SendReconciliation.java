package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.api.BatchSessionApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends invoices to one session and closes it without losing or repeating anything. If an answer is missing, KSeF is asked
 * whether it processed the request before the request is repeated. An invoice is looked for by its hash, a close by the
 * session's status.
 */
final class SendReconciliation {

    /** How often a send, an opening or a close is made at most, the first time included. */
    static final int MOST_ATTEMPTS = 3;

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final ReferenceNumber session;
    private final Set<ReferenceNumber> told = ConcurrentHashMap.newKeySet();
    private volatile boolean sawItOver;

    SendReconciliation(BoundTransport transport, SessionDependencies dependencies, ReferenceNumber session) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.session = session;
    }

    /**
     * Sends an invoice once.
     *
     * @throws KsefTransportException if there was no answer, and looking for the invoice did not help either; NOT_SENT if
     *     it is not in the session, which takes no more
     */
    InvoiceSent send(SendInvoice request) {
        return untilKnown(
                "Invoice",
                () -> told(transport.open(OnlineSessionApi.class).send(session, request)),
                deadline -> ours(request.invoiceHash(), deadline)
                        .map(SessionInvoice::referenceNumber)
                        .map(InvoiceSent::new)
                        .map(this::told),
                this::isOpen);
    }

    /** Closes the online session; one that is closed already is closed. */
    void close() {
        close(transport.open(OnlineSessionApi.class)::close);
    }

    /** Closes the batch session; one that is closed already is closed. */
    void closeBatch() {
        close(transport.open(BatchSessionApi.class)::close);
    }

    private void close(Consumer<ReferenceNumber> request) {
        untilKnown(
                "Closing",
                () -> tellClosed(request),
                deadline -> isOpen(deadline) ? Optional.empty() : Optional.of(session),
                deadline -> true);
    }

    /** Tells whether the session was seen not to be open any more when an invoice was to be sent again. */
    boolean sawItOver() {
        return sawItOver;
    }

    /** Returns the invoice of the session with this hash: one that was not rejected, or else the last that was. */
    Optional<SessionInvoice> find(Sha256 hash) {
        return standing(hash, invoices());
    }

    /** Returns the same for each hash of the session, with one listing. */
    Map<Sha256, SessionInvoice> findAll() {
        Map<Sha256, SessionInvoice> standing = new HashMap<>();
        for (Iterator<SessionInvoice> rows = invoices().iterator(); rows.hasNext(); ) {
            SessionInvoice row = rows.next();
            Sha256 hash = row.invoiceHash();
            if (hash != null) {
                standing.merge(hash, row, (earlier, later) -> earlier.status().isFailure() ? later : earlier);
            }
        }
        return standing;
    }

    /**
     * Returns the invoice that KSeF received in a send without an answer. A rejected invoice with an already known number is an
     * earlier one, since KSeF accepts the same file again after a rejection.
     */
    private Optional<SessionInvoice> ours(Sha256 hash, Deadline deadline) {
        return standing(hash, invoices(transport.open(SessionApi.class, deadline)))
                .filter(invoice -> !invoice.status().isFailure() || !told.contains(invoice.referenceNumber()));
    }

    private static Optional<SessionInvoice> standing(Sha256 hash, Stream<SessionInvoice> invoices) {
        Optional<SessionInvoice> rejected = Optional.empty();
        for (Iterator<SessionInvoice> rows = invoices.iterator(); rows.hasNext(); ) {
            SessionInvoice row = rows.next();
            if (hash.equals(row.invoiceHash())) {
                if (!row.status().isFailure()) {
                    return Optional.of(row);
                }
                rejected = Optional.of(row);
            }
        }
        return rejected;
    }

    private InvoiceSent told(InvoiceSent sent) {
        told.add(sent.referenceNumber());
        return sent;
    }

    /** Returns all invoices of the session, fetched page by page as they are read. */
    Stream<SessionInvoice> invoices() {
        return invoices(transport.open(SessionApi.class));
    }

    private Stream<SessionInvoice> invoices(SessionApi api) {
        return ContinuationPages.stream(token -> api.invoices(session, SessionDependencies.PAGE_SIZE, token));
    }

    private ReferenceNumber tellClosed(Consumer<ReferenceNumber> request) {
        try {
            request.accept(session);
        } catch (KsefApiException refused) {
            if (!refused.has(SessionResponseCodes.NOT_OPEN)) {
                throw refused;
            }
        }
        return session;
    }

    private boolean isOpen(Deadline deadline) {
        return transport
                        .open(SessionApi.class, deadline)
                        .status(session)
                        .status()
                        .code()
                == SessionResponseCodes.OPEN;
    }

    private <T> T untilKnown(
            String what, Supplier<T> act, Function<Deadline, Optional<T>> look, Function<Deadline, Boolean> takesMore) {
        KsefException unanswered = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return act.get();
            } catch (RuntimeException failed) {
                if (!(failed instanceof KsefException unknown) || !RequestOutcome.isUnknown(unknown)) {
                    if (unanswered == null) {
                        throw failed;
                    }
                    return foundAfterAll(what, look, unanswered, failed);
                }
                unanswered = unknown;
                Optional<T> done = lookedFor(what, look, takesMore, unanswered, attempt == MOST_ATTEMPTS);
                if (done.isPresent()) {
                    return done.get();
                }
                tell(what, Step.REPEATED);
            }
        }
    }

    /** A repetition that certainly failed tells nothing about the attempt before it, which may have arrived in the meantime. */
    private <T> T foundAfterAll(
            String what, Function<Deadline, Optional<T>> look, KsefException unanswered, RuntimeException failed) {
        tell(what, Step.LOOKING);
        unanswered.addSuppressed(failed);
        Optional<T> done = asked(what, look, unanswered);
        tell(what, done.isPresent() ? Step.FOUND : Step.GIVEN_UP);
        return done.orElseThrow(() -> failed);
    }

    /** Finds out whether KSeF processed the request; empty if it did not, and the request may be repeated. */
    private <T> Optional<T> lookedFor(
            String what,
            Function<Deadline, Optional<T>> look,
            Function<Deadline, Boolean> takesMore,
            KsefException unanswered,
            boolean wasTheLast) {
        tell(what, Step.LOOKING);
        Optional<T> done = asked(what, look, unanswered);
        boolean over = done.isEmpty() && !asked(what, takesMore, unanswered);
        if (over) {
            // It may have arrived between the two questions. If it is not there now, it never will be.
            done = asked(what, look, unanswered);
        }
        if (done.isPresent()) {
            tell(what, Step.FOUND);
        } else if (over || wasTheLast) {
            tell(what, Step.GIVEN_UP);
            throw over ? notTaken(what, unanswered) : unanswered;
        }
        return done;
    }

    private KsefTransportException notTaken(String what, KsefException unanswered) {
        sawItOver = true;
        return new KsefTransportException(
                what + " " + RequestOutcome.told(unanswered) + " and is not in session " + session
                        + ", which is not open any more: send it in another session",
                Delivery.NOT_SENT,
                unanswered);
    }

    /** Asks for as long as a call may take, all pages of a list included: asking is safe. */
    private <T> T asked(String what, Function<Deadline, T> question, KsefException unanswered) {
        Deadline deadline = transport.scope().callDeadline(dependencies.time());
        try {
            return dependencies
                    .polling()
                    .await(
                            what + " whose outcome is unknown, in session",
                            session,
                            deadline,
                            () -> Optional.of(question.apply(deadline)));
        } catch (RuntimeException blind) {
            // Whatever it was, a closed client included: that the outcome is unknown is what must be told.
            tell(what, Step.GIVEN_UP);
            unanswered.addSuppressed(blind);
            throw unanswered;
        }
    }

    private void tell(String what, Step step) {
        dependencies.listener().on(new KsefEvent.Reconciling(what, session, step));
    }
}
