package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a session. It is judged when it comes, but the verdict shows only after a while.
 *
 * @param fileName its name in the package of a batch; null if it was sent alone
 * @param sentAt when KSeF received it; for a batch, when the session was opened
 * @param processingFrom when it shows as being processed
 * @param acquiredAt when the verdict shows, and the invoice gets its number
 */
public record JudgedInvoice(
        int ordinalNumber,
        InvoiceReference reference,
        Sha256Base64 hash,
        @Nullable String fileName,
        Instant sentAt,
        Instant processingFrom,
        Instant acquiredAt,
        InvoiceVerdict verdict) {

    private static final ProcessingStatus RECEIVED =
            ProcessingStatus.of(100, "Faktura przyjęta do dalszego przetwarzania");
    private static final ProcessingStatus PROCESSING = ProcessingStatus.of(150, "Trwa przetwarzanie");

    /** An invoice of an interactive session. For the first half of the delay it only counts as received. */
    static JudgedInvoice sentOnline(
            int ordinalNumber,
            InvoiceReference reference,
            Sha256Base64 hash,
            Instant sentAt,
            Duration processingDelay,
            InvoiceVerdict verdict) {
        return new JudgedInvoice(
                ordinalNumber,
                reference,
                hash,
                null,
                sentAt,
                sentAt.plus(processingDelay.dividedBy(2)),
                sentAt.plus(processingDelay),
                verdict);
    }

    public String referenceNumber() {
        return reference.toString();
    }

    public String invoiceHash() {
        return hash.toString();
    }

    ProcessingStatus status(Instant now) {
        if (now.isBefore(processingFrom)) {
            return RECEIVED;
        }
        return now.isBefore(acquiredAt) ? PROCESSING : verdict.status();
    }

    /** How the invoice stands, as those see it who look from outside. */
    public ProcessingStatus shownStatus(Instant now) {
        return status(now);
    }

    /** What the status of the invoice tells, as those see it who look from outside. */
    public ObjectNode shownJson(Instant now) {
        return json(now);
    }

    /** What KSeF took, once that shows; null before, or if the invoice was rejected. */
    public @Nullable TakenInvoice accepted(Instant now) {
        return status(now).success() ? verdict.accepted() : null;
    }

    ObjectNode json(Instant now) {
        ProcessingStatus status = status(now);
        ObjectNode json = JsonTrees.object()
                .put("ordinalNumber", ordinalNumber)
                .put("referenceNumber", referenceNumber())
                .put("invoiceHash", invoiceHash())
                .put("invoicingDate", KsefTimestamps.json(sentAt));
        if (fileName != null) {
            json.put("invoiceFileName", fileName);
        }
        if (!now.isBefore(acquiredAt) && verdict.invoiceNumber() != null) {
            json.put("invoiceNumber", verdict.invoiceNumber());
        }
        TakenInvoice accepted = accepted(now);
        if (accepted != null) {
            json.put("ksefNumber", accepted.ksefNumber().toString())
                    .put("acquisitionDate", KsefTimestamps.json(acquiredAt))
                    .put("invoicingMode", accepted.invoicingMode());
        }
        json.set("status", status.json());
        return json;
    }
}
