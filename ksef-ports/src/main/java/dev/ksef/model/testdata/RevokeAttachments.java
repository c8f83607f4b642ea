package dev.ksef.model.testdata;

import dev.ksef.model.Nip;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request to TEST that a taxpayer may send no invoices with attachments any more.
 *
 * @param expectedEndDate from which day on; at once if null
 */
public record RevokeAttachments(Nip nip, @Nullable LocalDate expectedEndDate) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public RevokeAttachments {
        Nip.of(nip.value());
    }

    /**
     * Returns a request for this taxpayer, which takes effect at once.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static RevokeAttachments of(Nip nip) {
        return new RevokeAttachments(nip, null);
    }

    /** Returns a copy that takes effect on that day. */
    public RevokeAttachments on(LocalDate day) {
        return new RevokeAttachments(nip, day);
    }
}
