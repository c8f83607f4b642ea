package dev.ksef.signature;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that a UPO may be signed with: given whole, or pinned by a fingerprint. Name the next one beside the
 * present one before the Ministry changes over, and the change is no outage.
 *
 * <p>A pinned certificate is taken from the signature, so only a given one serves where the signature brings none along.
 */
public final class ExpectedCertificates {

    private final List<X509Certificate> given;
    private final List<CertificatePin> pins;

    private ExpectedCertificates(List<X509Certificate> given, List<CertificatePin> pins) {
        if (given.isEmpty() && pins.isEmpty()) {
            throw new IllegalArgumentException("Name at least one certificate: without one every signature is foreign");
        }
        this.given = List.copyOf(given);
        this.pins = List.copyOf(pins);
    }

    /**
     * One of the given certificates.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExpectedCertificates given(X509Certificate... certificates) {
        return new ExpectedCertificates(List.of(certificates), List.of());
    }

    /**
     * A certificate that one of the pins fits.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExpectedCertificates pinned(CertificatePin... pins) {
        return new ExpectedCertificates(List.of(), List.of(pins));
    }

    /** These and others. */
    public ExpectedCertificates or(ExpectedCertificates others) {
        return new ExpectedCertificates(joined(given, others.given), joined(pins, others.pins));
    }

    List<X509Certificate> given() {
        return given;
    }

    boolean include(X509Certificate certificate) {
        return given.contains(certificate) || pins.stream().anyMatch(pin -> pin.fits(certificate));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
