package dev.ksef.simulator.invoice;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The invoices that concern each party, in the order of each of their dates. Not thread-safe. */
final class ConcernedInvoices {

    private final Map<ConcernedParty, Map<InvoiceDate, DatedInvoices>> byParty = new HashMap<>();

    void add(StoredInvoice invoice, List<ConcernedParty> parties) {
        parties.stream()
                .distinct()
                .forEach(party -> byParty.computeIfAbsent(party, first -> empty())
                        .values()
                        .forEach(dated -> dated.add(invoice)));
    }

    private static Map<InvoiceDate, DatedInvoices> empty() {
        Map<InvoiceDate, DatedInvoices> dated = new EnumMap<>(InvoiceDate.class);
        for (InvoiceDate date : InvoiceDate.values()) {
            dated.put(date, new DatedInvoices(date));
        }
        return dated;
    }

    /** Takes out an invoice, whose dates must be those that it was added with. */
    void remove(StoredInvoice invoice, List<ConcernedParty> parties) {
        parties.forEach(
                party -> byParty.getOrDefault(party, Map.of()).values().forEach(dated -> dated.remove(invoice)));
    }

    /** The next invoices that may be what a query finds, as many as are asked for; see {@link DatedInvoices#next}. */
    List<StoredInvoice> next(
            InvoiceQuery query, Instant end, @Nullable StoredInvoice last, boolean newestFirst, int most) {
        Map<InvoiceDate, DatedInvoices> dated = byParty.get(query.party());
        InvoiceDate date = query.dates().date();
        return dated == null
                ? List.of()
                : dated.getOrDefault(date, new DatedInvoices(date))
                        .next(date.of(query.dates().from()), date.of(end), last, newestFirst, most);
    }
}
