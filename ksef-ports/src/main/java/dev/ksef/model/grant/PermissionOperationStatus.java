package dev.ksef.model.grant;

import dev.ksef.model.StatusInfo;
import java.util.Objects;

/**
 * The status of a grant or a revocation: 100 received, 200 done, 400 failed, 410 identifiers that do not fit together, 420 the
 * signed-in credentials may not do this, 430 the context lacks a role or right, 440 not between these identifiers, 450 not for
 * this identifier, 500 unknown error, 550 cancelled by KSeF.
 *
 * <p>Source: schema {@code PermissionsOperationStatusResponse} of API 2.8.
 */
public record PermissionOperationStatus(StatusInfo status) {

    public PermissionOperationStatus {
        Objects.requireNonNull(status, "status");
    }
}
