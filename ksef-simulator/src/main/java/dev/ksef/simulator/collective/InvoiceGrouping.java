package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.BadRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which invoices can be put under one identifier. Whoever knows their numbers may do so. */
public final class InvoiceGrouping {

    private final InvoiceArchive archive;

    public InvoiceGrouping(InvoiceArchive archive) {
        this.archive = archive;
    }

    /**
     * The seller of all these invoices.
     *
     * @throws BadRequest 71005 if one is there twice, 71001 if there is none with its number, 71004 if one is of another seller
     *     than the first
     */
    String sellerOf(List<GroupedInvoice> wanted, Instant now) {
        List<String> numbers = wanted.stream().map(GroupedInvoice::ksefNumber).toList();
        requireDistinct(numbers);
        List<String> unknown = numbers.stream()
                .filter(number -> archive.find(number)
                        .filter(invoice -> invoice.hasNumber(now))
                        .isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw CollectiveRefusals.unknownInvoices(unknown);
        }
        String seller = seller(numbers.get(0));
        List<String> others = numbers.stream()
                .filter(number -> !seller(number).equals(seller))
                .toList();
        if (!others.isEmpty()) {
            throw CollectiveRefusals.otherSellers(others);
        }
        return seller;
    }

    private static void requireDistinct(List<String> numbers) {
        Set<String> seen = new HashSet<>();
        List<String> repeated =
                numbers.stream().filter(number -> !seen.add(number)).distinct().toList();
        if (!repeated.isEmpty()) {
            throw CollectiveRefusals.repeated(repeated);
        }
    }

    private String seller(String ksefNumber) {
        return archive.find(ksefNumber).map(StoredInvoice::sellerNip).orElse("");
    }

    /** Whether the context is a party of the invoice. */
    boolean concerns(String ksefNumber, LoginContext context) {
        return archive.find(ksefNumber)
                .filter(invoice -> invoice.concerns(context))
                .isPresent();
    }
}
