package dev.ksef.domain.session;

import dev.ksef.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * How an invoice is sent.
 *
 * @param offlineMode whether it was issued offline
 * @param hashOfCorrectedInvoice of the rejected offline invoice that it technically corrects
 * @param preFlight whether the invoice is checked before it leaves
 */
public record SendOptions(boolean offlineMode, @Nullable Sha256 hashOfCorrectedInvoice, boolean preFlight) {

    /**
     * @throws IllegalArgumentException if a technical correction is not to be sent as offline: KSeF refuses that
     */
    public SendOptions {
        if (hashOfCorrectedInvoice != null && !offlineMode) {
            throw new IllegalArgumentException(
                    "A technical correction is of an offline invoice and is itself sent as offline: "
                            + "set offlineMode, or use SendOptions.technicalCorrection");
        }
    }

    /** As issued: KSeF itself makes it offline if its date of issue lies before today. */
    public static final SendOptions ONLINE = new SendOptions(false, null, true);

    /** Issued offline, in any of the offline modes. */
    public static final SendOptions OFFLINE = new SendOptions(true, null, true);

    /**
     * Returns the options of a technical correction (korekta techniczna) of an offline invoice that KSeF rejected for its file,
     * form or size or as a duplicate, named by its hash. The content of the invoice stays the same; the rejected one may come
     * from a batch, its correction goes through an online session.
     */
    public static SendOptions technicalCorrection(Sha256 hashOfRejected) {
        return new SendOptions(true, hashOfRejected, true);
    }

    /** The same, but the invoice leaves unchecked: KSeF is the judge. */
    public SendOptions withoutPreFlight() {
        return new SendOptions(offlineMode, hashOfCorrectedInvoice, false);
    }
}
