package dev.ksef.domain.invoice;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.HashCheck;
import dev.ksef.domain.internal.LimitWaits;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.Transport;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The invoices in KSeF that concern one context, issued by it or by others. */
public final class Invoices {

    /** KSeF lets an invoice be asked for 16 times in a minute and 64 times in an hour, all invoices together. */
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(90);

    private final BoundTransport transport;
    private final HashCheck hashes;
    private final StatusPolling polling;
    private final InstantSource clock;
    private final Time time;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits for invoices
     */
    public Invoices(
            Transport transport,
            CallScope scope,
            CryptoEngine crypto,
            InstantSource clock,
            Time time,
            KsefListener listener) {
        this.transport = new BoundTransport(transport, scope);
        this.hashes = new HashCheck(crypto);
        this.polling = new StatusPolling(time, listener).at(FIRST_INTERVAL, LONGEST_INTERVAL);
        this.clock = clock;
        this.time = time;
    }

    /**
     * Returns an invoice, fetched now and checked against the hash that KSeF declares.
     *
     * @throws KsefApiException if KSeF does not give it: 21164 not known to this context, 21165 accepted but not available yet
     * @throws KsefTransportException if it did not arrive complete and unaltered
     */
    public DownloadedInvoice get(KsefNumber ksefNumber) {
        return checked(transport.open(InvoiceApi.class).invoice(ksefNumber), ksefNumber);
    }

    /**
     * Fetches an invoice like {@link #get}; empty if KSeF knows no such invoice of this context (21164).
     *
     * @throws KsefApiException if KSeF does not give it for another reason: 21165 accepted but not available yet
     * @throws KsefTransportException if it did not arrive complete and unaltered
     */
    public Optional<DownloadedInvoice> find(KsefNumber ksefNumber) {
        try {
            return Optional.of(get(ksefNumber));
        } catch (KsefApiException refused) {
            if (refused.has(InvoiceErrorCodes.NOT_KNOWN)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Waits for an invoice while KSeF does not know it yet (21164) or does not hand it out yet (21165), which may last a while
     * after it was accepted. Asks at growing intervals of up to 90 s.
     *
     * @throws KsefDeadlineException if KSeF does not give it in time; its last refusal is attached
     * @throws KsefApiException if KSeF refuses for another reason
     * @throws KsefTransportException if it did not arrive complete and unaltered
     */
    public DownloadedInvoice await(KsefNumber ksefNumber, Duration patience) {
        Deadline deadline = Deadline.after(patience, time);
        InvoiceApi api = transport.open(InvoiceApi.class, deadline);
        var refusal = new AtomicReference<@Nullable KsefApiException>();
        try {
            HashedDocument document =
                    polling.await(named(ksefNumber), null, deadline, () -> available(api, ksefNumber, refusal));
            return checked(document, ksefNumber);
        } catch (KsefDeadlineException late) {
            KsefApiException last = refusal.get();
            if (last != null) {
                late.addSuppressed(last);
            }
            throw late;
        }
    }

    private static Optional<HashedDocument> available(
            InvoiceApi api, KsefNumber ksefNumber, AtomicReference<@Nullable KsefApiException> refusal) {
        try {
            return Optional.of(api.invoice(ksefNumber));
        } catch (KsefApiException refused) {
            if (!refused.has(InvoiceErrorCodes.NOT_KNOWN) && !refused.has(InvoiceErrorCodes.NOT_AVAILABLE_YET)) {
                throw refused;
            }
            refusal.set(refused);
            return Optional.empty();
        }
    }

    /** What is known of the invoices that a query finds: the first page, oldest first, at most 250. */
    public InvoiceMetadataPage list(InvoiceQuery query) {
        return list(query, PageRequest.FIRST);
    }

    /**
     * What is known of the invoices that a query finds: one page. A range that ends in the future is sent without an end, which
     * means now: nothing can lie behind that, and the range then counts fewer days.
     *
     * @throws IllegalArgumentException if the range is longer than 100 days, without an end up to now
     * @throws KsefApiException if KSeF refuses: 21183 the range begins after the high water mark that it is restricted to,
     *     21405 the range is longer than this KSeF accepts
     */
    public InvoiceMetadataPage list(InvoiceQuery query, PageRequest page) {
        Deadline deadline = transport.scope().callDeadline(time);
        // Signing in first sets our clock, by which it is judged what lies in the future.
        transport.scope().bearerSource().bearer(deadline);
        InvoiceDateRange range = upToNow(query.dateRange());
        return transport.open(InvoiceApi.class, deadline).metadata(query.in(range), page);
    }

    /**
     * Returns what is known of all invoices that a query finds, oldest first, each once. Pages are fetched as they are read: where
     * KSeF shows no more than 10 000 invoices, the next query begins at the date of the last one; a range that is longer than KSeF
     * accepts is asked in several. Each page is one of the 20 queries of an hour: it waits for KSeF's limits.
     *
     * @throws KsefApiException while it is read, as {@link #list}
     * @throws KsefException while it is read, if 10 000 invoices have the very same date, so that the rest cannot be asked for
     */
    public Stream<InvoiceMetadata> stream(InvoiceQuery query) {
        return stream(query, transport.scope().deadline());
    }

    /**
     * Like {@link #stream(InvoiceQuery)}, for those who do not wait for KSeF's limits as long as they say.
     *
     * @param patience from now on, until the last page
     * @throws dev.ksef.model.error.KsefRateLimitedException while it is read, if KSeF's limits hold a page back beyond the patience
     */
    public Stream<InvoiceMetadata> stream(InvoiceQuery query, Duration patience) {
        return stream(
                query, Deadline.after(patience, time).sooner(transport.scope().deadline()));
    }

    private Stream<InvoiceMetadata> stream(InvoiceQuery query, Deadline end) {
        var limits = new LimitWaits(polling, time);
        return InvoicePages.stream(query, (part, page) -> limits.within(end, () -> list(part, page)), clock);
    }

    private InvoiceDateRange upToNow(InvoiceDateRange range) {
        OffsetDateTime end = range.to();
        Instant now = clock.instant();
        InvoiceDateRange past = end != null && !end.toInstant().isAfter(now) ? range : range.until(null);
        past.requireShort(now);
        return past;
    }

    private DownloadedInvoice checked(HashedDocument document, KsefNumber ksefNumber) {
        Sha256 hash = hashes.of(document, named(ksefNumber));
        InvoiceXml xml = InvoiceXml.received(document.bytes());
        if (xml.sizeBytes() == 0) {
            throw new KsefTransportException(
                    named(ksefNumber) + " arrived empty: fetch it again", Delivery.UNKNOWN, null);
        }
        return new DownloadedInvoice(ksefNumber, xml, hash, document.declaredHash() != null);
    }

    private static String named(KsefNumber ksefNumber) {
        return "Invoice " + ksefNumber;
    }
}
