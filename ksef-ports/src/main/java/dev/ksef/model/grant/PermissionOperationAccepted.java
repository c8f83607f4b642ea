package dev.ksef.model.grant;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/**
 * KSeF's receipt of a grant or a revocation.
 *
 * @param referenceNumber the number to ask for its status, for 30 days
 */
public record PermissionOperationAccepted(ReferenceNumber referenceNumber) {

    public PermissionOperationAccepted {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
