package dev.ksef.simulator;

import dev.ksef.simulator.ReferenceNumbers.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes each UPO once, so that every download gives the same bytes. */
final class UpoArchive {

    private static final int MAX_INVOICES_PER_PAGE = 10_000;

    private final Map<String, Lazy<byte[]>> invoiceDocuments = new ConcurrentHashMap<>();
    private final UpoWriter writer;
    private final ReferenceNumbers references;

    UpoArchive(UpoWriter writer, ReferenceNumbers references) {
        this.writer = writer;
        this.references = references;
    }

    byte[] ofInvoice(SessionTerms session, SentInvoice invoice) {
        return invoiceDocuments
                .computeIfAbsent(
                        invoice.referenceNumber(), reference -> new Lazy<>(() -> writer.invoice(session, invoice)))
                .get();
    }

    List<UpoPage> pagesOf(OnlineSession session) {
        List<SentInvoice> taken = session.accepted();
        SentInvoice last = taken.get(taken.size() - 1);
        return writer.session(session.terms(), taken, MAX_INVOICES_PER_PAGE, last.acquiredAt()).stream()
                .map(document -> new UpoPage(references.next(Kind.UPO), document))
                .toList();
    }
}
