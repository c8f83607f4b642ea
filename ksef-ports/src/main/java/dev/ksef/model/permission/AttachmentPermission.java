package dev.ksef.model.permission;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a context may send invoices with attachments.
 *
 * @param isAttachmentAllowed whether it may at present
 * @param revokedDate when the consent ends, or ended; null if it has no end, or was never given
 */
public record AttachmentPermission(
        Boolean isAttachmentAllowed, @Nullable OffsetDateTime revokedDate) {

    public AttachmentPermission {
        Objects.requireNonNull(isAttachmentAllowed, "isAttachmentAllowed");
    }
}
