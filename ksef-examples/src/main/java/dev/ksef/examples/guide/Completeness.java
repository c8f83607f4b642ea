package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.sync.AuditReport;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The snippets of "Prove that nothing is missing". */
public final class Completeness {

    private Completeness() {}

    /** What KSeF shows now, compared with what was handed out. */
    public static AuditReport audit(
            KsefContextClient company, Instant from, SyncOptions options, SyncConsumer consumer) {
        // snippet: audit
        AuditReport audit = company.invoiceSync().audit(SubjectType.BUYER, from, options, consumer);
        // end
        return audit;
    }

    /** What an audit found, in sentences. */
    public static List<String> lines(AuditReport audit) {
        // snippet: lines
        List<String> lines = new ArrayList<>();
        lines.add("Audit as " + audit.subjectType() + " from " + audit.from() + ": KSeF shows " + audit.checked()
                + " invoices, all of them were handed out up to " + audit.completeUpTo());
        audit.late().forEach(number -> lines.add("  came late, and was handed out now: " + number));
        audit.withoutStorageDate().forEach(number -> lines.add("  accepted, and not stored yet: " + number));
        audit.unseen().forEach(number -> lines.add("  handed out, and not shown any more: " + number));
        // end
        return lines;
    }

    /** An audit once a day, if a run comes every fifteen minutes. */
    public static SyncOptions audited(SyncOptions usual) {
        // snippet: every
        SyncOptions options = usual.auditEvery(96, Duration.ofDays(7));
        // end
        return options;
    }

    /** Where each chain has come. */
    public static Instant mark(KsefContextClient company) {
        // snippet: mark
        Instant mark = company.invoiceSync().mark(SubjectType.BUYER).orElseThrow();
        // end
        return mark;
    }

    /** What KSeF has of a month, and the application has not. */
    public static List<KsefNumber> missing(KsefContextClient company, Set<KsefNumber> booked) {
        // snippet: compare
        InvoiceQuery october = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(LocalDate.of(2026, 10, 1))
                .to(LocalDate.of(2026, 10, 31))
                .build();
        try (Stream<InvoiceMetadata> found = company.invoices().stream(october)) {
            return found.map(InvoiceMetadata::ksefNumber)
                    .filter(number -> !booked.contains(number))
                    .toList();
        }
        // end
    }

    /** Reads everything again from a day on. */
    public static void again(KsefContextClient company, SyncConsumer consumer, LocalDate ofBackup) {
        // snippet: again
        company.invoiceSync().beginAnew(SubjectType.BUYER);
        company.sync(SyncOptions.from(ofBackup).subjects(SubjectType.BUYER), consumer)
                .orThrow();
        // end
    }
}
