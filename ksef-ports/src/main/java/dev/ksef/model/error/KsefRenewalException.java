package dev.ksef.model.error;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the renewal of a certificate failed after the application for a new one, or after its issue. Nothing is lost: the
 * old certificate stays valid, and the renewal can be resumed with the numbers in this exception.
 */
public final class KsefRenewalException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ReferenceNumber referenceNumber;
    private final @Nullable CertificateSerialNumber serialNumber;

    /**
     * @param referenceNumber of the application; null if KSeF's answer to it was lost
     * @param serialNumber of the new certificate; null if it is not known to be issued
     */
    public KsefRenewalException(
            String what,
            @Nullable ReferenceNumber referenceNumber,
            @Nullable CertificateSerialNumber serialNumber,
            @Nullable KsefException cause) {
        super(message(what, referenceNumber, serialNumber), cause);
        this.referenceNumber = referenceNumber;
        this.serialNumber = serialNumber;
    }

    private static String message(
            String what, @Nullable ReferenceNumber referenceNumber, @Nullable CertificateSerialNumber serialNumber) {
        String application = referenceNumber == null ? "" : " (application " + referenceNumber + ")";
        return (serialNumber == null
                        ? "The new certificate" + application + " is applied for, but not there: "
                        : "The new certificate " + serialNumber + application + " was issued, but is not proven: ")
                + what
                + ". The old certificate stands. Do not apply again, which counts: resume the renewal by the number"
                + " of the " + (serialNumber == null ? "application" : "certificate") + ", with the same key";
    }

    /** Returns the number of the application, to resume with; empty if KSeF's answer to it was lost. */
    public Optional<ReferenceNumber> referenceNumber() {
        return Optional.ofNullable(referenceNumber);
    }

    /** Returns the serial number of the new certificate, to resume with; empty if it is not known to be issued. */
    public Optional<CertificateSerialNumber> serialNumber() {
        return Optional.ofNullable(serialNumber);
    }
}
