package dev.ksef.domain.submission;

import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.ContentSource;
import dev.ksef.port.CryptoEngine;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The invoices that a caller gave: all that is known of them, and what they are read from.
 *
 * @param planned those that are to be sent
 * @param leftOut those that are not
 * @param sources all of them, by their places
 */
record SubmissionPlan(List<PlannedInvoice> planned, List<InvoiceResult> leftOut, Map<Integer, InvoiceSource> sources) {

    SubmissionPlan {
        planned = List.copyOf(planned);
        leftOut = List.copyOf(leftOut);
        sources = Map.copyOf(sources);
    }

    ContentSource content(int index) {
        return source(index).content();
    }

    InvoiceSource source(int index) {
        return Objects.requireNonNull(sources.get(index), "the source of an invoice");
    }

    /**
     * Reads an invoice once more.
     *
     * @throws KsefStorageException if it cannot be read, or is another one than before
     */
    InvoiceXml read(PlannedInvoice invoice, CryptoEngine crypto) {
        InvoiceXml xml = source(invoice.index()).read();
        if (!crypto.sha256(xml.bytes()).equals(invoice.hash())) {
            throw new KsefStorageException(
                    "The invoice " + invoice.invoice().sourceName()
                            + " changed after it was checked; leave invoices alone until their submission has ended",
                    null);
        }
        return xml;
    }

    /**
     * Goes on if these are the invoices of a submission that was begun before.
     *
     * @param hashes the hashes of these invoices, in their order
     * @throws KsefException if they are others
     */
    static void requireSame(SubmissionId id, SubmissionState state, List<Sha256> hashes) {
        List<Sha256> before = state.results().stream()
                .map(InvoiceResult::hash)
                .map(Objects::requireNonNull)
                .toList();
        if (!before.equals(hashes)) {
            throw new KsefException("The submission " + id + " was begun with other invoices (" + before.size()
                    + ", and now " + hashes.size() + "), or in another order: give it the same ones, or another name");
        }
    }
}
