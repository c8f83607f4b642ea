package dev.ksef.simulator.upo;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.session.SignedUpoPage;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.ShelvedBytes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes each UPO once, so that every download gives the same bytes. */
public final class UpoArchive {

    private static final int MAX_INVOICES_PER_PAGE = 10_000;

    private final Map<String, LazyValue<ShelvedBytes>> invoiceDocuments = new ConcurrentHashMap<>();
    private final UpoWriter writer;
    private final ReferenceNumbers references;
    private final ByteShelf shelf;

    /**
     * Makes an archive without documents.
     *
     * @param shelf keeps the documents
     */
    public UpoArchive(UpoWriter writer, ReferenceNumbers references, ByteShelf shelf) {
        this.writer = writer;
        this.references = references;
        this.shelf = shelf;
    }

    /** The UPO of an invoice that was taken. */
    public byte[] ofInvoice(SessionTerms session, JudgedInvoice invoice) {
        return invoiceDocuments
                .computeIfAbsent(
                        invoice.referenceNumber(),
                        reference -> new LazyValue<>(() -> shelf.keep(writer.invoice(session, invoice))))
                .get()
                .bytes();
    }

    public List<SignedUpoPage> pagesOf(SimulatedSession session) {
        List<JudgedInvoice> taken = session.accepted();
        JudgedInvoice last = taken.get(taken.size() - 1);
        return writer.session(session.terms(), taken, MAX_INVOICES_PER_PAGE, last.acquiredAt()).stream()
                .map(document -> new SignedUpoPage(references.next(Kind.UPO), shelf.keep(document)))
                .toList();
    }
}
