package dev.ksef.simulator.certificate;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application for a certificate. It is judged when it comes, but the outcome shows only after a while.
 *
 * @param serialNumber the serial number of the certificate, if one was issued
 */
record JudgedApplication(
        String referenceNumber,
        CertificateHolder holder,
        Instant requestedAt,
        Instant endsAt,
        ProcessingStatus outcome,
        @Nullable String serialNumber) {

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final ProcessingStatus RUNNING = ProcessingStatus.of(100, "Wniosek przyjęty do realizacji");
    static final ProcessingStatus ISSUED = ProcessingStatus.of(200, "Wniosek obsłużony (certyfikat wygenerowany)");

    static ProcessingStatus rejected(String detail) {
        return ProcessingStatus.of(400, "Wniosek odrzucony", detail);
    }

    /** Whether KSeF still tells of the application. */
    boolean shown(Instant now) {
        return now.isBefore(requestedAt.plus(SHOWN));
    }

    ObjectNode json(Instant now) {
        boolean over = !now.isBefore(endsAt);
        ObjectNode json = JsonTrees.object().put("requestDate", KsefTimestamps.json(requestedAt));
        json.set("status", (over ? outcome : RUNNING).json());
        if (over && serialNumber != null) {
            json.put("certificateSerialNumber", serialNumber);
        }
        return json;
    }
}
