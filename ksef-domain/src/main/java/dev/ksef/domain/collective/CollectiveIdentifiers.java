package dev.ksef.domain.collective;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.ErrorAdvice;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.CollectiveIdentifiersPage;
import dev.ksef.model.collective.GenerateCollectiveIdentifier;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.IdentifiedInvoicesPage;
import dev.ksef.model.collective.IdentifiedInvoicesQuery;
import dev.ksef.model.collective.InvoiceToPay;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.limit.EffectiveContextLimits.CollectiveIdentifierLimits;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.CollectiveIdentifierApi;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collective identifiers: one number that stands for several invoices of one seller, to be named in the payment for all of
 * them. They need one of the rights InvoiceRead, InvoiceWrite and CollectiveIdentifierManage.
 *
 * <p>Source: operations of {@link CollectiveIdentifierApi}.
 */
public final class CollectiveIdentifiers {

    /** How many invoices an identifier has at most, unless KSeF tells another number for the context. */
    public static final int USUAL_MOST = 500;

    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_PAGE_OF_INVOICES = 500;

    private static final ErrorAdvice REFUSALS = new ErrorAdvice(Map.of(
            CollectiveErrorCodes.NO_SUCH_INVOICE,
            "each number must be of an invoice that KSeF accepted, and that this context can see",
            CollectiveErrorCodes.IN_TOO_MANY,
            "an invoice is in 132 collective identifiers of a context at most: pay it by one of these, or by its KSeF number",
            CollectiveErrorCodes.SEVERAL_SELLERS,
            "the invoices of a collective identifier are of one seller: make one for each seller",
            CollectiveErrorCodes.NAMED_TWICE,
            "a collective identifier has each invoice once",
            CollectiveErrorCodes.INVALID,
            "for example more invoices than the limit of this context: see limits().context()"));

    private final BoundTransport transport;
    private final LostIdentifiers lost;
    private final InstantSource clock;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits for KSeF
     */
    public CollectiveIdentifiers(
            Transport transport, CallScope scope, InstantSource clock, Time time, KsefListener listener) {
        this.transport = new BoundTransport(transport, scope);
        this.lost = new LostIdentifiers(this.transport, time, listener);
        this.clock = clock;
    }

    /**
     * Generates an identifier for invoices, without telling what is paid for each.
     *
     * @throws KsefException as {@link #generate(List)}
     */
    public CollectiveIdentifierNumber generate(KsefNumber... invoices) {
        return generate(Arrays.stream(invoices).map(InvoiceToPay::of).toList());
    }

    /**
     * Generates an identifier for invoices, once. If KSeF's answer is lost, this looks for ten seconds for an identifier of
     * exactly these invoices, payments and descriptions that this context generated meanwhile, and returns its number.
     *
     * @param invoices of one seller: at least 2, at most 500 or as many as KSeF tells for this context
     * @throws IllegalArgumentException if there are fewer than two, more than 500 and than the limit, or one is there
     *     twice
     * @throws KsefApiException if KSeF refuses: 71001 no such invoice, 71002 invoice in too many identifiers, 71004 several
     *     sellers, 71005 an invoice twice
     * @throws KsefTransportException if it is unknown whether there is an identifier
     */
    public CollectiveIdentifierNumber generate(List<InvoiceToPay> invoices) {
        GenerateCollectiveIdentifier request = GenerateCollectiveIdentifier.of(invoices);
        requireWithinLimit(invoices.size());
        long begun = clock.millis();
        try {
            return REFUSALS.explaining(() -> api().generate(request)).collectiveIdentifierNumber();
        } catch (KsefException failed) {
            if (!RequestOutcome.isUnknown(failed)) {
                throw failed;
            }
            return lost.found(request, begun, failed);
        }
    }

    /** Asks KSeF for the limit only where the usual one is exceeded: its questions are limited, too. */
    private void requireWithinLimit(int invoices) {
        if (invoices <= USUAL_MOST) {
            return;
        }
        CollectiveIdentifierLimits limits =
                transport.open(LimitApi.class).context().collectiveIdentifier();
        Integer told = limits == null ? null : limits.maxInvoices();
        int most = told == null ? USUAL_MOST : told;
        if (invoices > most) {
            throw new IllegalArgumentException("A collective identifier of this context stands for at most " + most
                    + " invoices (KSeF's limit collectiveIdentifier.maxInvoices), not for " + invoices
                    + ": make several identifiers");
        }
    }

    /**
     * Requests one page of identifiers, newest first: those that this context generated and, if it is a NIP, those of invoices
     * that it issued.
     *
     * @param continuationToken of the page before; null for the first
     * @throws KsefApiException with 21418 if the continuation token is wrong
     */
    public CollectiveIdentifiersPage list(CollectiveIdentifierQuery query, @Nullable String continuationToken) {
        return api().query(query, LARGEST_PAGE, continuationToken);
    }

    /** Returns identifiers, newest first, fetched page by page as they are read. Which ones: as {@link #list}. */
    public Stream<CollectiveIdentifier> stream(CollectiveIdentifierQuery query) {
        CollectiveIdentifierApi api = api();
        return ContinuationPages.stream(next -> api.query(query, LARGEST_PAGE, next));
    }

    /** Returns the identifiers of an invoice, newest first, fetched page by page as they are read. */
    public Stream<CollectiveIdentifier> ofInvoice(KsefNumber invoice) {
        return ofInvoice(api(), invoice);
    }

    /**
     * Requests one page of the invoices of up to ten identifiers.
     *
     * @param continuationToken of the page before; null for the first
     * @throws KsefApiException with 21418 if the continuation token is wrong
     */
    public IdentifiedInvoicesPage invoices(IdentifiedInvoicesQuery query, @Nullable String continuationToken) {
        return api().invoices(query, LARGEST_PAGE_OF_INVOICES, continuationToken);
    }

    /** Returns the invoices of an identifier, fetched page by page as they are read. */
    public Stream<IdentifiedInvoice> invoices(CollectiveIdentifierNumber number) {
        return invoices(List.of(number));
    }

    /**
     * Returns the invoices of identifiers, any number of them, ten with each question. Each invoice tells its identifier.
     *
     * @throws IllegalArgumentException if a number is not valid
     */
    public Stream<IdentifiedInvoice> invoices(List<CollectiveIdentifierNumber> numbers) {
        List<IdentifiedInvoicesQuery> questions = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += IdentifiedInvoicesQuery.MOST) {
            int to = Math.min(numbers.size(), from + IdentifiedInvoicesQuery.MOST);
            questions.add(IdentifiedInvoicesQuery.of(numbers.subList(from, to)));
        }
        CollectiveIdentifierApi api = api();
        return questions.stream().flatMap(question -> invoices(api, question));
    }

    static Stream<CollectiveIdentifier> ofInvoice(CollectiveIdentifierApi api, KsefNumber invoice) {
        return ContinuationPages.stream(next -> api.ofInvoice(invoice, LARGEST_PAGE, next));
    }

    static Stream<IdentifiedInvoice> invoices(CollectiveIdentifierApi api, IdentifiedInvoicesQuery question) {
        return ContinuationPages.stream(next -> api.invoices(question, LARGEST_PAGE_OF_INVOICES, next));
    }

    private CollectiveIdentifierApi api() {
        return transport.open(CollectiveIdentifierApi.class);
    }
}
