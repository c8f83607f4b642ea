package dev.ksef.simulator.certificate;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The register of all KSeF certificates issued, in the order of the applications. Thread-safe. */
public final class RegisteredCertificates implements Stateful {

    private final Map<String, RegisteredCertificate> all = new LinkedHashMap<>();

    @Override
    public String section() {
        return "certificates";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        snapshot().forEach(certificate -> rows.accept(certificate.savedJson()));
    }

    @Override
    public void restore(SavedRow row) {
        add(RegisteredCertificate.saved(row));
    }

    private synchronized List<RegisteredCertificate> snapshot() {
        return List.copyOf(all.values());
    }

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
