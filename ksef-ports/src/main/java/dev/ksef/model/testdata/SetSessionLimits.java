package dev.ksef.model.testdata;

import java.util.Objects;

/** A request to TEST to set other limits of sessions for a context. Source: {@code SetSessionLimitsRequest} of API 2.8. */
public record SetSessionLimits(
        SessionLimits onlineSession, SessionLimits batchSession, Identifiers collectiveIdentifier) {

    private static final int LARGEST_INVOICE_MB = 5;
    private static final int LARGEST_WITH_ATTACHMENT_MB = 10;
    private static final int MOST_INVOICES = 100_000;
    private static final int FEWEST_IDENTIFIED = 2;
    private static final int MOST_IDENTIFIED = 5000;

    public SetSessionLimits {
        Objects.requireNonNull(onlineSession, "onlineSession");
        Objects.requireNonNull(batchSession, "batchSession");
        Objects.requireNonNull(collectiveIdentifier, "collectiveIdentifier");
    }

    /**
     * Returns a request for these limits.
     *
     * @param mostIdentified the most invoices of one collective identifier: 2 to 5000
     * @throws IllegalArgumentException if that is another number
     */
    public static SetSessionLimits of(SessionLimits online, SessionLimits batch, int mostIdentified) {
        return new SetSessionLimits(online, batch, new Identifiers(mostIdentified));
    }

    /**
     * The limits of one kind of session.
     *
     * @param maxInvoiceSizeInMB of an invoice without attachments, in 1 000 000 B: 0 to 5
     * @param maxInvoiceWithAttachmentSizeInMB of an invoice with attachments, in 1 000 000 B: 0 to 10
     * @param maxInvoices in one session: 0 to 100 000
     */
    public record SessionLimits(int maxInvoiceSizeInMB, int maxInvoiceWithAttachmentSizeInMB, int maxInvoices) {

        /**
         * @throws IllegalArgumentException if one of them is out of its bounds
         */
        public SessionLimits {
            require(maxInvoiceSizeInMB, 0, LARGEST_INVOICE_MB, "maxInvoiceSizeInMB");
            require(
                    maxInvoiceWithAttachmentSizeInMB,
                    0,
                    LARGEST_WITH_ATTACHMENT_MB,
                    "maxInvoiceWithAttachmentSizeInMB");
            require(maxInvoices, 0, MOST_INVOICES, "maxInvoices");
        }

        /**
         * Returns limits.
         *
         * @param megabytes of an invoice without attachments: 0 to 5
         * @param megabytesWithAttachment of an invoice with attachments: 0 to 10
         * @param invoices in one session: 0 to 100 000
         * @throws IllegalArgumentException if one of them is out of its bounds
         */
        public static SessionLimits of(int megabytes, int megabytesWithAttachment, int invoices) {
            return new SessionLimits(megabytes, megabytesWithAttachment, invoices);
        }
    }

    /**
     * The limits of collective identifiers.
     *
     * @param maxInvoices of one identifier: 2 to 5000
     */
    public record Identifiers(int maxInvoices) {

        /**
         * @throws IllegalArgumentException if it is out of its bounds
         */
        public Identifiers {
            require(maxInvoices, FEWEST_IDENTIFIED, MOST_IDENTIFIED, "collectiveIdentifier.maxInvoices");
        }
    }

    private static void require(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " can be set to " + least + " to " + most + ", not to " + value);
        }
    }
}
