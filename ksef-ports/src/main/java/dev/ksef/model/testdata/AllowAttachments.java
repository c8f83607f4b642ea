package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST that a taxpayer may send invoices with attachments. */
public record AllowAttachments(Nip nip) {

    /** Returns a request for this taxpayer. */
    public static AllowAttachments of(Nip nip) {
        return new AllowAttachments(nip);
    }
}
