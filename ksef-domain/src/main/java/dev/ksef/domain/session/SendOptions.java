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

    /** As issued: KSeF itself makes it offline if its date of issue lies before today. */
    public static final SendOptions ONLINE = new SendOptions(false, null, true);

    /** Issued offline, in any of the offline modes. */
    public static final SendOptions OFFLINE = new SendOptions(true, null, true);

    /** A technical correction (korekta techniczna) of an offline invoice that KSeF rejected, named by its hash. */
    public static SendOptions technicalCorrection(Sha256 hashOfRejected) {
        return new SendOptions(true, hashOfRejected, true);
    }

    /** The same, but the invoice leaves unchecked: KSeF is the judge. */
    public SendOptions withoutPreFlight() {
        return new SendOptions(offlineMode, hashOfCorrectedInvoice, false);
    }
}
