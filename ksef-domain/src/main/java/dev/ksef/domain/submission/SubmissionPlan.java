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
import org.jspecify.annotations.Nullable;

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
        if (!xml.lend(crypto::sha256).equals(invoice.hash())) {
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

    /**
     * Goes on if invoices that were begun before are to be sent as they were to be then.
     *
     * @param sources the invoices, by their places
     * @throws KsefException if they were to be sent in another mode, or one of them is to correct another invoice than then
     */
    static void requireSentAlike(
            SubmissionId id, SubmissionState state, boolean offlineMode, Map<Integer, InvoiceSource> sources) {
        Boolean before = state.offlineMode();
        if (before != null && before != offlineMode) {
            throw new KsefException("The submission " + id + " was begun with offlineMode(" + before
                    + "), and cannot go on with offlineMode(" + offlineMode
                    + "): give it the same options, or give the invoices that were not sent another name");
        }
        for (PlannedInvoice invoice : state.planned()) {
            InvoiceSource source = Objects.requireNonNull(sources.get(invoice.index()), "a source");
            if (!Objects.equals(invoice.corrects(), source.corrects().orElse(null))) {
                throw new KsefException("The submission " + id + " was begun with the invoice "
                        + invoice.invoice().sourceName() + " as " + correction(invoice.corrects()) + ", and now it is "
                        + correction(source.corrects().orElse(null)) + ": give it as it was then, or another name");
            }
        }
    }

    private static String correction(@Nullable Sha256 corrected) {
        return corrected == null ? "no technical correction" : "the technical correction of " + corrected;
    }
}
