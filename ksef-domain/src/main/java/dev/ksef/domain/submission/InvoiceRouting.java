package dev.ksef.domain.submission;

import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.model.FormCode;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides by which kind of session invoices go, and which go together. */
final class InvoiceRouting {

    /** More than that is sent in packages, however few invoices it is: ciphertext in JSON is a third larger. */
    private static final long MOST_BYTES_ONLINE = 20_000_000;

    /** KSeF takes these one by one only. */
    private static final Set<String> NEVER_IN_PACKAGES = Set.of("PEF");

    private final SubmissionOptions options;
    private final RateLimits limits;
    private final Time time;

    InvoiceRouting(SubmissionOptions options, RateLimits limits, Time time) {
        this.options = options;
        this.limits = limits;
        this.time = time;
    }

    /**
     * Invoices that go together.
     *
     * @param batch whether they go in packages
     * @param selfInvoicing whether the buyer issues them in the seller's name: KSeF asks for another right, so that a session
     *     which lacks it holds up none of the others
     */
    record Group(FormCode formCode, boolean batch, boolean selfInvoicing) {}

    /** Returns the groups of these invoices, each in the order of the invoices. */
    Map<Group, List<PlannedInvoice>> groups(List<PlannedInvoice> invoices) {
        Map<FormCode, List<PlannedInvoice>> byForm = invoices.stream()
                .collect(Collectors.groupingBy(InvoiceRouting::form, LinkedHashMap::new, Collectors.toList()));
        Map<Group, List<PlannedInvoice>> groups = new LinkedHashMap<>();
        byForm.forEach((form, all) -> {
            boolean few =
                    isFew(all.stream().filter(invoice -> !isForBatch(invoice)).toList());
            Map<Boolean, List<PlannedInvoice>> byIssuer =
                    all.stream().collect(Collectors.partitioningBy(PlannedInvoice::selfInvoicing));
            byIssuer.forEach((selfInvoicing, some) -> some.stream()
                    .collect(Collectors.partitioningBy(invoice -> goesByBatch(form, invoice, few)))
                    .forEach((batch, together) -> put(groups, new Group(form, batch, selfInvoicing), together)));
        });
        return groups;
    }

    private static void put(Map<Group, List<PlannedInvoice>> groups, Group group, List<PlannedInvoice> invoices) {
        if (!invoices.isEmpty()) {
            groups.put(group, invoices);
        }
    }

    private boolean goesByBatch(FormCode form, PlannedInvoice invoice, boolean few) {
        if (NEVER_IN_PACKAGES.contains(form.value()) || invoice.corrects() != null) {
            return false;
        }
        if (isForBatch(invoice)) {
            return true;
        }
        return options.way() == Way.BATCH || options.way() == Way.AUTOMATIC && !few;
    }

    /** KSeF takes attachments in packages only, but for technical corrections. */
    private static boolean isForBatch(PlannedInvoice invoice) {
        return invoice.invoice().facts().hasAttachment() && invoice.corrects() == null;
    }

    /** Tells whether so many are sent one by one within the time that the caller allows for that. */
    private boolean isFew(List<PlannedInvoice> invoices) {
        if (invoices.isEmpty()) {
            return true;
        }
        long bytes = invoices.stream()
                .mapToLong(invoice -> invoice.invoice().facts().sizeBytes())
                .sum();
        return bytes <= MOST_BYTES_ONLINE
                && Duration.between(
                                        time.wallAt(time.millis()),
                                        limits.whenFor(RateLimitGroup.INVOICE_SEND, invoices.size()))
                                .compareTo(options.longestOnline())
                        <= 0;
    }

    /** What cannot be read is sent as what nearly all invoices are, and KSeF judges it. */
    static FormCode form(PlannedInvoice invoice) {
        FormCode form = invoice.invoice().facts().formCode();
        return form == null ? FormCode.FA_3 : form;
    }
}
