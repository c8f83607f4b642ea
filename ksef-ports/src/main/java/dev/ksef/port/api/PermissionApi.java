package dev.ksef.port.api;

import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** Rights and consents of a context. */
public interface PermissionApi {

    /** Requests whether the context may send invoices with attachments. Needs CredentialsManage or CredentialsRead. */
    @Operation(
            value = "GET /permissions/attachments/status",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    AttachmentPermission attachmentPermission();
}
