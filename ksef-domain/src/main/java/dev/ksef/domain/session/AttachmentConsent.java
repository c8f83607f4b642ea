package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.time.Deadline;

/** The consent that a context needs before it may send attachments. */
final class AttachmentConsent {

    private final BoundTransport transport;

    AttachmentConsent(BoundTransport transport) {
        this.transport = transport;
    }

    /**
     * Goes on if no invoice has an attachment, or the context may send them. Who may not even ask goes on, too: KSeF judges
     * then.
     *
     * @throws KsefException if the context may not send attachments
     */
    void require(PackagePlan plan, Deadline deadline) {
        if (plan.hasAttachments() && !isGiven(deadline)) {
            throw new KsefException(
                    "An invoice has an attachment, and " + transport.scope().context()
                            + " may not send attachments: declare it in e-Urząd Skarbowy first, or leave these invoices out");
        }
    }

    private boolean isGiven(Deadline deadline) {
        try {
            AttachmentPermission permission =
                    transport.open(PermissionApi.class, deadline).attachmentPermission();
            return permission.isAttachmentAllowed();
        } catch (KsefForbiddenException mayNotAsk) {
            return true;
        }
    }
}
