package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.domain.internal.SingleFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.RolledOver.Reason;
import dev.ksef.port.time.Deadline;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A sequence of online sessions that behaves like one: invoices are sent from any number of threads and for any length of time.
 * A new session with a new content key is opened if the current one is full or near its end, or if KSeF accepts no more
 * invoices in it. The old one is closed once the sends in progress have ended. Tickets stay valid.
 *
 * <p>If the client has a key store, the store lists all its sessions until it is closed. So another process can continue it
 * after a crash, see {@link Sessions#resumeRollingOnline}.
 */
public final class RollingOnlineSession implements AutoCloseable {

    private static final int MOST_SESSIONS = 3;
    private static final int MOST_NOT_OPEN = 2;

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final FormCode formCode;
    private final RollOver rollOver;
    private final SingleFlight<SessionCapacity> rollingOver;
    private final List<OnlineSession> used = new CopyOnWriteArrayList<>();
    private final Queue<OnlineSession> toClose = new ConcurrentLinkedQueue<>();
    private final Queue<OnlineSession> unclosed = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile SessionCapacity current;

    /**
     * @param earlier its sessions in a process that is no more, with their keys, which are copied
     */
    RollingOnlineSession(
            BoundTransport transport,
            SessionDependencies dependencies,
            FormCode formCode,
            RollOver rollOver,
            Map<ReferenceNumber, ContentKey> earlier) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.formCode = formCode;
        this.rollOver = rollOver;
        this.rollingOver = new SingleFlight<>("opening the next online session", dependencies.time());
        earlier.forEach((number, key) -> {
            OnlineSession left = session(number, key);
            used.add(left);
            toClose.add(left);
        });
        this.current = opened(callDeadline());
    }

    /** Returns the numbers of all its sessions so far, the current one last. Use them to fetch the UPO. */
    public List<ReferenceNumber> referenceNumbers() {
        return used.stream().map(OnlineSession::referenceNumber).toList();
    }

    /**
     * Returns the tickets of all those of these invoices that were sent in one of its sessions, as {@link
     * OnlineSession#findAll} does. Each session is listed once. Of an invoice that was sent in several sessions, since it was
     * rejected, it returns the latest ticket.
     */
    public Map<InvoiceXml, SentInvoice> findAll(Collection<InvoiceXml> invoices) {
        Map<InvoiceXml, SentInvoice> tickets = new HashMap<>();
        used.forEach(session -> tickets.putAll(session.findAll(invoices)));
        return tickets;
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
     * Sends an invoice in the current session, or in a new one if KSeF accepts no more in the current one (21155, 21180,
     * 21184).
     *
     * @throws IllegalStateException if the rolling session was closed here
     * @throws KsefApiException if KSeF does not accept it, also not in a new session, or refuses to open one
     * @throws KsefTransportException as {@link OnlineSession#send(InvoiceXml, SendOptions)} does
     * @throws dev.ksef.model.error.KsefDeadlineException if no new session could be opened within the timeout of a call; the
     *     invoice was not sent
     */
    public SentInvoice send(InvoiceXml invoice, SendOptions options) {
        try {
            return sent(invoice, options);
        } finally {
            closeWhatEnded();
        }
    }

    private SentInvoice sent(InvoiceXml invoice, SendOptions options) {
        int notOpen = 0;
        for (int attempt = 1; ; attempt++) {
            SessionCapacity places = place();
            try {
                return places.session().send(invoice, options);
            } catch (KsefException refused) {
                if (!takesNoMore(places.session(), refused)) {
                    throw refused;
                }
                end(places);
                notOpen += isNotOpen(refused) ? 1 : 0;
                if (attempt == MOST_SESSIONS || notOpen == MOST_NOT_OPEN) {
                    throw refused;
                }
            } finally {
                if (places.giveBack()) {
                    toClose.add(places.session());
                }
            }
        }
    }

    /** Returns a place in the current session, or in the one that follows it. */
    private SessionCapacity place() {
        Deadline deadline = callDeadline();
        while (true) {
            refuseIfClosed();
            SessionCapacity from = current;
            Optional<Reason> obstacle = from.take(dependencies.clock().millis());
            if (obstacle.isEmpty()) {
                return from;
            }
            rollingOver.result(deadline, () -> next(from, obstacle.get(), deadline));
            end(from);
        }
    }

    private SessionCapacity next(SessionCapacity from, Reason reason, Deadline deadline) {
        if (current != from) {
            return current;
        }
        SessionCapacity next = opened(deadline);
        current = next;
        if (closed) {
            end(next);
        }
        dependencies
                .listener()
                .on(new KsefEvent.RolledOver(
                        from.session().referenceNumber(), next.session().referenceNumber(), reason));
        return next;
    }

    private SessionCapacity opened(Deadline deadline) {
        try (ContentKey fresh = dependencies.crypto().newContentKey()) {
            OnlineSessionOpened opened = new SessionOpening(transport, dependencies).open(formCode, fresh, deadline);
            OnlineSession session = session(opened.referenceNumber(), fresh);
            used.add(session);
            return new SessionCapacity(session, rollOver.mostInvoices(), endMillis(opened));
        }
    }

    private OnlineSession session(ReferenceNumber number, ContentKey key) {
        return new OnlineSession(transport, dependencies, number, formCode, key.copy(), this::isOurs);
    }

    private boolean isOurs(String number) {
        return used.stream()
                .anyMatch(session -> session.referenceNumber().value().equals(number));
    }

    /**
     * Returns the time at which the session becomes too old to send to. KSeF's end of the session is ignored if it leaves no
     * time, since it must be wrong.
     */
    private long endMillis(OnlineSessionOpened opened) {
        long margin = rollOver.margin().toMillis();
        long now = dependencies.clock().millis();
        if (opened.validUntil() != null) {
            long end = opened.validUntil().toInstant().toEpochMilli() - margin;
            if (end > now) {
                return end;
            }
        }
        return now + RollOver.LIFE_OF_A_SESSION.toMillis() - margin;
    }

    /** Tells whether the failure says that KSeF did not accept the invoice, because of the state of the session. */
    private static boolean takesNoMore(OnlineSession session, KsefException refused) {
        return refused instanceof KsefApiException answered && SessionResponseCodes.needsAnotherSession(answered)
                || refused instanceof KsefTransportException unanswered
                        && unanswered.delivery() == Delivery.NOT_SENT
                        && session.sawItOver();
    }

    /**
     * Tells whether the session is not open. KSeF may have been unable to read its key, so that one more session is tried, with
     * a key wrapped anew.
     */
    private static boolean isNotOpen(KsefException refused) {
        return refused instanceof KsefApiException answered && answered.has(SessionResponseCodes.NOT_OPEN);
    }

    private void end(SessionCapacity places) {
        if (places.end()) {
            toClose.add(places.session());
        }
    }

    /**
     * Closes the sessions that have ended. One that cannot be closed is reported as an event and left to {@link #close()}: the
     * sender goes on with its ticket.
     */
    private void closeWhatEnded() {
        for (OnlineSession session = toClose.poll(); session != null; session = toClose.poll()) {
            try {
                closeEnded(session);
            } catch (RuntimeException failed) {
                unclosed.add(session);
                dependencies
                        .listener()
                        .on(new KsefEvent.SessionLeftOpen(
                                session.referenceNumber(), failed.getClass().getSimpleName()));
            }
        }
    }

    /** The keys of closed sessions stay until all is closed: a process that follows needs the numbers. */
    private void closeEnded(OnlineSession session) {
        session.closeKeepingKey();
        if (closed) {
            session.forgetKey();
        }
    }

    /**
     * Closes the current session at once, or after the last send in progress. Tries again to close earlier sessions that could
     * not be closed. Does not wait: if the last send cannot close the session, {@link KsefEvent.SessionLeftOpen} tells so, and
     * calling this again tries once more.
     *
     * @throws KsefException if KSeF could not be reached; call it again to repeat it
     */
    @Override
    public void close() {
        closed = true;
        end(current);
        for (OnlineSession session = unclosed.poll(); session != null; session = unclosed.poll()) {
            toClose.add(session);
        }
        List<RuntimeException> failures = new ArrayList<>();
        for (OnlineSession session = toClose.poll(); session != null; session = toClose.poll()) {
            try {
                session.closeKeepingKey();
            } catch (RuntimeException failed) {
                unclosed.add(session);
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        used.stream().filter(OnlineSession::isClosed).forEach(OnlineSession::forgetKey);
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException(
                    "The rolling session " + referenceNumbers() + " was closed: open another one for further invoices");
        }
    }

    private Deadline callDeadline() {
        return transport.scope().callDeadline(dependencies.time());
    }

    @Override
    public String toString() {
        return "RollingOnlineSession" + referenceNumbers();
    }
}
