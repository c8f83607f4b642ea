package dev.ksef.simulator.certificate;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The register of all KSeF certificates issued, in the order of the applications. Thread-safe. */
public final class RegisteredCertificates implements Stateful {

    private final Map<String, RegisteredCertificate> bySerialNumber = new LinkedHashMap<>();
    private final Map<CertificateHolder, List<RegisteredCertificate>> byHolder = new HashMap<>();
    private final Map<ByteBuffer, Set<CertificateHolder>> byKey = new HashMap<>();

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
        return List.copyOf(bySerialNumber.values());
    }

    synchronized void add(RegisteredCertificate certificate) {
        CertificateHolder holder = certificate.holder();
        bySerialNumber.put(certificate.serialNumber(), certificate);
        byHolder.computeIfAbsent(holder, first -> new ArrayList<>()).add(certificate);
        byKey.computeIfAbsent(encoded(certificate.certificate().getPublicKey()), first -> new HashSet<>())
                .add(holder);
    }

    public synchronized Optional<RegisteredCertificate> find(String serialNumber) {
        return Optional.ofNullable(bySerialNumber.get(serialNumber));
    }

    synchronized List<RegisteredCertificate> of(CertificateHolder holder) {
        return List.copyOf(byHolder.getOrDefault(holder, List.of()));
    }

    /** Whether another subject has, or had, a certificate of this key. */
    synchronized boolean certifiedForAnother(PublicKey key, CertificateHolder holder) {
        return byKey.getOrDefault(encoded(key), Set.of()).stream().anyMatch(known -> !known.equals(holder));
    }

    private static ByteBuffer encoded(PublicKey key) {
        return ByteBuffer.wrap(key.getEncoded());
    }
}
