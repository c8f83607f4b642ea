package dev.ksef.domain.submission;

import dev.ksef.domain.invoice.Invoices;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.session.SessionInvoice;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hashes of invoices by their KSeF numbers with as few questions as possible. A session is listed in pages of 1000, 200
 * of them in an hour. Metadata is asked for 20 times in an hour, so that invoices of neighbouring days are looked for together,
 * and only those that are left one by one. What KSeF does not show, or not in time, is not found.
 */
final class Originals {

    private static final int MOST_SESSIONS = 10;
    private static final int MOST_PAGES = 10;

    /** Looking for so many together costs one page at first, and asking for each costs as many questions. */
    private static final int FEWEST_TOGETHER = 3;

    /** Other invoices lie between those that are looked for: one page is worth it for so many of them. */
    private static final int WANTED_FOR_A_PAGE = 5;

    /** KSeF takes ranges of 100 days, earlier versions of 3 months. */
    private static final int LONGEST_DAYS = 60;

    private static final int DATE_BEGINS = 11;
    private static final int DATE_ENDS = 19;

    private final Invoices invoices;
    private final Function<ReferenceNumber, Stream<SessionInvoice>> sessions;

    /** @param sessions lists the invoices of a session */
    Originals(Invoices invoices, Function<ReferenceNumber, Stream<SessionInvoice>> sessions) {
        this.invoices = invoices;
        this.sessions = sessions;
    }

    /**
     * An invoice that is looked for.
     *
     * @param session where it is, as KSeF says, which was seen to be wrong; null if KSeF does not say
     * @param asBuyer whether the context is its buyer
     */
    record Wanted(KsefNumber number, @Nullable ReferenceNumber session, boolean asBuyer) {

        /** Returns the day on which KSeF gave the number; null if that cannot be read. */
        @Nullable
        LocalDate day() {
            try {
                return number.value().length() < DATE_ENDS
                        ? null
                        : LocalDate.parse(
                                number.value().substring(DATE_BEGINS, DATE_ENDS), DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeException noDate) {
                return null;
            }
        }
    }

    /** Returns the hashes of those that were found. */
    Map<KsefNumber, Sha256> find(Collection<Wanted> wanted) {
        Map<KsefNumber, Sha256> found = new HashMap<>();
        lookInSessions(wanted, found);
        askedInTime(() -> {
            lookInDays(left(wanted, found), found);
            for (Wanted one : left(wanted, found)) {
                lookFor(one, found);
            }
        });
        return found;
    }

    private static List<Wanted> left(Collection<Wanted> wanted, Map<KsefNumber, Sha256> found) {
        return wanted.stream().filter(one -> !found.containsKey(one.number())).toList();
    }

    /** Where KSeF takes no more questions for now, no more are asked. */
    private static void askedInTime(Runnable questions) {
        try {
            questions.run();
        } catch (KsefRateLimitedException limited) {
            // What is left is looked for by the next call.
        } catch (KsefDeadlineException noTurn) {
            if (Thread.currentThread().isInterrupted()) {
                throw noTurn;
            }
        }
    }

    private void lookInSessions(Collection<Wanted> wanted, Map<KsefNumber, Sha256> found) {
        Map<ReferenceNumber, List<Wanted>> bySession = wanted.stream()
                .filter(one -> one.session() != null)
                .collect(Collectors.groupingBy(one -> Objects.requireNonNull(one.session())));
        askedInTime(() -> bySession.entrySet().stream()
                .sorted(Comparator.comparing(session -> -session.getValue().size()))
                .limit(MOST_SESSIONS)
                .forEach(session -> lookIn(session.getKey(), session.getValue(), found)));
    }

    private void lookIn(ReferenceNumber session, List<Wanted> wanted, Map<KsefNumber, Sha256> found) {
        Set<KsefNumber> missing = wanted.stream().map(Wanted::number).collect(Collectors.toSet());
        try (Stream<SessionInvoice> rows = sessions.apply(session)) {
            var all = rows.iterator();
            // Each further page is a call.
            while (!missing.isEmpty() && all.hasNext()) {
                SessionInvoice row = all.next();
                take(row.ksefNumber(), row.invoiceHash(), found);
                missing.remove(row.ksefNumber());
            }
        } catch (KsefRateLimitedException limited) {
            throw limited;
        } catch (KsefApiException | KsefTransportException unseen) {
            // KSeF named a session that there is not, or that is somebody else's.
        }
    }

    private static void take(@Nullable KsefNumber number, @Nullable Sha256 hash, Map<KsefNumber, Sha256> found) {
        if (number != null && hash != null) {
            found.put(number, hash);
        }
    }

    private void lookInDays(Collection<Wanted> wanted, Map<KsefNumber, Sha256> found) {
        int pages = MOST_PAGES;
        for (boolean asBuyer : new boolean[] {false, true}) {
            for (List<Wanted> near : byNeighbouringDays(wanted, asBuyer)) {
                int most = Math.min(pages, Math.max(1, near.size() / WANTED_FOR_A_PAGE));
                pages -= lookTogether(near, most, found);
            }
        }
    }

    /** Returns those that are enough to be looked for together. */
    private static List<List<Wanted>> byNeighbouringDays(Collection<Wanted> wanted, boolean asBuyer) {
        TreeMap<LocalDate, List<Wanted>> byDay = wanted.stream()
                .filter(one -> one.asBuyer() == asBuyer && one.day() != null)
                .collect(Collectors.groupingBy(
                        one -> Objects.requireNonNull(one.day()), TreeMap::new, Collectors.toList()));
        List<List<Wanted>> groups = new ArrayList<>();
        LocalDate first = null;
        LocalDate last = null;
        for (Map.Entry<LocalDate, List<Wanted>> day : byDay.entrySet()) {
            if (first == null
                    || last == null
                    || day.getKey().isAfter(last.plusDays(1))
                    || day.getKey().isAfter(first.plusDays(LONGEST_DAYS))) {
                first = day.getKey();
                groups.add(new ArrayList<>());
            }
            last = day.getKey();
            groups.get(groups.size() - 1).addAll(day.getValue());
        }
        return groups.stream().filter(group -> group.size() >= FEWEST_TOGETHER).toList();
    }

    /** Reads pages until all are found, and returns how many it read. */
    private int lookTogether(List<Wanted> near, int most, Map<KsefNumber, Sha256> found) {
        InvoiceQuery query = query(near);
        PageRequest page = PageRequest.FIRST;
        int pages = 0;
        while (pages < most && !left(near, found).isEmpty()) {
            pages++;
            InvoiceMetadataPage answer = asked(query, page);
            if (answer == null) {
                return pages;
            }
            answer.invoices().forEach(one -> take(one.ksefNumber(), one.invoiceHash(), found));
            if (!answer.hasMore() || answer.isTruncated()) {
                return pages;
            }
            page = page.next();
        }
        return pages;
    }

    private void lookFor(Wanted one, Map<KsefNumber, Sha256> found) {
        if (one.day() == null) {
            return;
        }
        InvoiceMetadataPage answer = asked(query(List.of(one)), PageRequest.FIRST);
        if (answer != null) {
            answer.invoices().forEach(each -> take(each.ksefNumber(), each.invoiceHash(), found));
        }
    }

    private @Nullable InvoiceMetadataPage asked(InvoiceQuery query, PageRequest page) {
        try {
            return invoices.list(query, page);
        } catch (KsefRateLimitedException limited) {
            throw limited;
        } catch (KsefApiException | KsefTransportException unseen) {
            return null;
        }
    }

    /** The day in a number is that of Warsaw, and may be the one after the session was opened. */
    private static InvoiceQuery query(List<Wanted> near) {
        List<LocalDate> days = near.stream()
                .map(one -> Objects.requireNonNull(one.day(), "day"))
                .sorted()
                .toList();
        var query = (near.get(0).asBuyer() ? InvoiceQuery.asBuyer() : InvoiceQuery.asSeller())
                .byInvoicingDate()
                .from(days.get(0).minusDays(1))
                .to(days.get(days.size() - 1).plusDays(1));
        return (near.size() == 1 ? query.ksefNumber(near.get(0).number()) : query).build();
    }
}
