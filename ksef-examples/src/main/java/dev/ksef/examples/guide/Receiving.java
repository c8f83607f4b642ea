package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;

/** The snippets of "Receive invoices". */
public final class Receiving {

    private Receiving() {}

    /** Files the new invoices, and returns where to begin the next time. */
    public static OffsetDateTime receive(KsefContextClient company, OffsetDateTime from, Path folder)
            throws IOException {
        // snippet: receive
        Invoices invoices = company.within(Duration.ofHours(2)).invoices();
        InvoiceQuery query = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(from)
                .restrictToPermanentStorageHwmDate()
                .build();
        OffsetDateTime next = from;
        try (Stream<InvoiceMetadata> found = invoices.stream(query)) {
            for (InvoiceMetadata row : (Iterable<InvoiceMetadata>) found::iterator) {
                save(invoices, row.ksefNumber(), folder);
                next = Objects.requireNonNull(row.permanentStorageDate());
            }
        }
        return next;
        // end
    }

    private static void save(Invoices invoices, KsefNumber number, Path folder) throws IOException {
        // snippet: save
        Path file = folder.resolve(number + ".xml");
        if (Files.notExists(file)) {
            Path unfinished = folder.resolve(number + ".part");
            Files.write(unfinished, invoices.get(number).bytes());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        // end
    }
}
