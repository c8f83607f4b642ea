package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import java.util.List;

/**
 * A request for certificates.
 *
 * @param certificateSerialNumbers 1 to 10
 */
public record RetrieveCertificates(List<CertificateSerialNumber> certificateSerialNumbers) {

    /** The most certificates that one request can ask for. */
    public static final int MOST = 10;

    /**
     * @throws IllegalArgumentException if there are none or more than 10, or one is not a serial number of KSeF
     */
    public RetrieveCertificates {
        certificateSerialNumbers = List.copyOf(certificateSerialNumbers);
        if (certificateSerialNumbers.isEmpty() || certificateSerialNumbers.size() > MOST) {
            throw new IllegalArgumentException(
                    "1 to " + MOST + " certificates can be asked for at once, not " + certificateSerialNumbers.size());
        }
        certificateSerialNumbers.forEach(number -> CertificateSerialNumber.of(number.value()));
    }

    /**
     * Returns a request for the certificates with these serial numbers.
     *
     * @throws IllegalArgumentException if there are none or more than 10, or one is not a serial number of KSeF
     */
    public static RetrieveCertificates of(List<CertificateSerialNumber> numbers) {
        return new RetrieveCertificates(numbers);
    }
}
