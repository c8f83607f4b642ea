package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

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
        PageRequest request = PageRequest.FIRST;
        InvoiceMetadataPage page = invoices.list(query, request);
        save(invoices, page, folder);
        while (page.hasMore() && !page.isTruncated()) {
            request = request.next();
            page = invoices.list(query, request);
            save(invoices, page, folder);
        }
        return page.isTruncated() ? lastDate(page) : Objects.requireNonNull(page.permanentStorageHwmDate());
        // end
    }

    private static void save(Invoices invoices, InvoiceMetadataPage page, Path folder) throws IOException {
        // snippet: save
        for (InvoiceMetadata found : page.invoices()) {
            Path file = folder.resolve(found.ksefNumber() + ".xml");
            if (Files.notExists(file)) {
                Path unfinished = folder.resolve(found.ksefNumber() + ".part");
                Files.write(unfinished, invoices.get(found.ksefNumber()).bytes());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        // end
    }

    private static OffsetDateTime lastDate(InvoiceMetadataPage page) {
        // snippet: last
        List<InvoiceMetadata> rows = page.invoices();
        return Objects.requireNonNull(rows.get(rows.size() - 1).permanentStorageDate());
        // end
    }
}
