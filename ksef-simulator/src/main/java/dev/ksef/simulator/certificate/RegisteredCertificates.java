package dev.ksef.simulator.certificate;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of all KSeF certificates issued, in the order of the applications. Thread-safe. */
public final class RegisteredCertificates {

    private final Map<String, RegisteredCertificate> all = new LinkedHashMap<>();

    synchronized void add(RegisteredCertificate certificate) {
        all.put(certificate.serialNumber(), certificate);
    }

    public synchronized Optional<RegisteredCertificate> find(String serialNumber) {
        return Optional.ofNullable(all.get(serialNumber));
    }

    synchronized List<RegisteredCertificate> of(CertificateHolder holder) {
        return all.values().stream()
                .filter(certificate -> certificate.holder().equals(holder))
                .toList();
    }

    /** Whether another subject has, or had, a certificate of this key. */
    synchronized boolean certifiedForAnother(PublicKey key, CertificateHolder holder) {
        return all.values().stream()
                .filter(certificate -> !certificate.holder().equals(holder))
                .anyMatch(certificate ->
                        Arrays.equals(certificate.certificate().getPublicKey().getEncoded(), key.getEncoded()));
    }
}
