package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST that a taxpayer may send invoices with attachments. */
public record AllowAttachments(Nip nip) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public AllowAttachments {
        Nip.of(nip.value());
    }

    /**
     * Returns a request for this taxpayer.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static AllowAttachments of(Nip nip) {
        return new AllowAttachments(nip);
    }
}
