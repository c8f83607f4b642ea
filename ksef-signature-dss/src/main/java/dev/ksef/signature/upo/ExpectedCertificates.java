package dev.ksef.signature.upo;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that a UPO may be signed with, given whole or pinned by a fingerprint. Name the Ministry's next
 * certificate beside the present one before it changes over: then the change breaks nothing.
 *
 * <p>A pinned certificate is taken from the signature. If the signature holds none, only a given certificate can be used.
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
     * Expects one of the given certificates.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExpectedCertificates given(X509Certificate... certificates) {
        return new ExpectedCertificates(List.of(certificates), List.of());
    }

    /**
     * Expects a certificate that fits one of the pins.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExpectedCertificates pinned(CertificatePin... pins) {
        return new ExpectedCertificates(List.of(), List.of(pins));
    }

    /** Returns these and other certificates together. */
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
