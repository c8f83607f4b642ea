package dev.ksef.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One invoice of a session: judged when it came, but it shows only as time passes. */
record SentInvoice(
        int ordinalNumber,
        String referenceNumber,
        String invoiceHash,
        Instant sentAt,
        Duration processingDelay,
        Verdict verdict) {

    private static final Status RECEIVED = Status.of(100, "Faktura przyjęta do dalszego przetwarzania");
    private static final Status PROCESSING = Status.of(150, "Trwa przetwarzanie");

    Status status(Instant now) {
        if (now.isBefore(sentAt.plus(processingDelay.dividedBy(2)))) {
            return RECEIVED;
        }
        return now.isBefore(acquiredAt()) ? PROCESSING : verdict.status();
    }

    /** When the number is given. */
    Instant acquiredAt() {
        return sentAt.plus(processingDelay);
    }

    /** What was taken, once it shows. */
    @Nullable
    AcceptedInvoice accepted(Instant now) {
        return status(now).success() ? verdict.accepted() : null;
    }

    ObjectNode json(Instant now) {
        Status status = status(now);
        ObjectNode json = Json.object()
                .put("ordinalNumber", ordinalNumber)
                .put("referenceNumber", referenceNumber)
                .put("invoiceHash", invoiceHash)
                .put("invoicingDate", Timestamps.json(sentAt));
        if (!now.isBefore(acquiredAt()) && verdict.invoiceNumber() != null) {
            json.put("invoiceNumber", verdict.invoiceNumber());
        }
        AcceptedInvoice accepted = accepted(now);
        if (accepted != null) {
            json.put("ksefNumber", accepted.ksefNumber())
                    .put("acquisitionDate", Timestamps.json(acquiredAt()))
                    .put("invoicingMode", accepted.invoicingMode());
        }
        json.set("status", status.json());
        return json;
    }
}
