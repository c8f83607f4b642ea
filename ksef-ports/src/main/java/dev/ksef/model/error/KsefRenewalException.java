package dev.ksef.model.error;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate was applied for, or issued already, and then its renewal could not be brought to its end. Nothing is lost:
 * the old certificate stands, and the renewal can be resumed by what is told here.
 */
public final class KsefRenewalException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ReferenceNumber referenceNumber;
    private final @Nullable CertificateSerialNumber serialNumber;

    /**
     * @param referenceNumber of the application; null where KSeF's answer to it was lost
     * @param serialNumber of the new certificate; null where it is not issued yet, as far as is known
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

    /** The application, to resume by; empty where KSeF's answer to it was lost. */
    public Optional<ReferenceNumber> referenceNumber() {
        return Optional.ofNullable(referenceNumber);
    }

    /** The new certificate, to resume by, once it was issued. */
    public Optional<CertificateSerialNumber> serialNumber() {
        return Optional.ofNullable(serialNumber);
    }
}
