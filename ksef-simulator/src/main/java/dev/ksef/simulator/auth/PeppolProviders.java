package dev.ksef.simulator.auth;

import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The Peppol providers that KSeF knows: those that have signed in with their seal. Thread-safe. */
public final class PeppolProviders implements Stateful {

    /**
     * A provider.
     *
     * @param registeredAt when it first signed in
     */
    record Provider(String peppolId, String name, Instant registeredAt) {}

    private static final Comparator<Provider> NEWEST_FIRST =
            Comparator.comparing(Provider::registeredAt).reversed().thenComparing(Provider::peppolId);

    private final Map<String, Provider> providers = new ConcurrentHashMap<>();

    /** Registers the subject of a certificate if it is a provider that is not registered yet. */
    void register(CertificateSubject subject, Instant now) {
        String peppolId = subject.peppolId();
        if (peppolId != null) {
            String name = Objects.requireNonNullElse(subject.organizationName(), peppolId);
            providers.putIfAbsent(peppolId, new Provider(peppolId, name, now));
        }
    }

    @Override
    public String section() {
        return "peppol-providers";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        providers
                .values()
                .forEach(provider -> rows.accept(JsonTrees.object()
                        .put("peppolId", provider.peppolId())
                        .put("name", provider.name())
                        .put("registeredAt", provider.registeredAt().toString())));
    }

    @Override
    public void restore(SavedRow row) {
        String peppolId = row.text("peppolId");
        providers.put(peppolId, new Provider(peppolId, row.text("name"), row.instant("registeredAt")));
    }

    List<Provider> newestFirst() {
        return providers.values().stream().sorted(NEWEST_FIRST).toList();
    }
}
