package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may act for which context. A taxpayer acts for itself and its units, a Peppol provider for itself; all other
 * rights are granted.
 */
public final class AccessRights implements Stateful {

    private static final Pattern PESEL = Pattern.compile("\\d{11}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{64}");

    private record Grant(String subject, LoginContext context) {}

    private final Set<Grant> grants = ConcurrentHashMap.newKeySet();

    public void grant(String subject, String context) {
        grants.add(of(subject, context));
    }

    public void revoke(String subject, String context) {
        grants.remove(of(subject, context));
    }

    /** The granted rights as a person sees them. */
    public Stream<ObjectNode> shown() {
        return grants.stream()
                .sorted(Comparator.comparing(Grant::subject)
                        .thenComparing(grant -> grant.context().value()))
                .map(grant -> JsonTrees.object()
                        .put("subject", grant.subject())
                        .put("contextType", grant.context().type())
                        .put("context", grant.context().value()));
    }

    @Override
    public String section() {
        return "rights";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        grants.forEach(grant -> rows.accept(JsonTrees.object()
                .put("subject", grant.subject())
                .put("context", grant.context().value())));
    }

    @Override
    public void restore(SavedRow row) {
        grant(row.text("subject"), row.text("context"));
    }

    /** Whether a subject may act for a context. */
    boolean allow(CertificateSubject subject, boolean byFingerprint, LoginContext context) {
        if (byFingerprint) {
            return grants.contains(new Grant(subject.fingerprint(), context));
        }
        return identifies(subject.nip(), context)
                || granted(subject.pesel(), context)
                || provides(subject.peppolId(), context);
    }

    private boolean identifies(@Nullable String nip, LoginContext context) {
        return nip != null && (context.belongsTo(nip) || granted(nip, context));
    }

    private boolean provides(@Nullable String peppolId, LoginContext context) {
        return peppolId != null
                && (context.equals(new LoginContext(LoginContext.PEPPOL_ID, peppolId)) || granted(peppolId, context));
    }

    private boolean granted(@Nullable String identifier, LoginContext context) {
        return identifier != null && grants.contains(new Grant(identifier, context));
    }

    private static Grant of(String subject, String context) {
        String identifier = subject.toUpperCase(Locale.ROOT);
        if (!NipNumbers.wellFormed(identifier)
                && !PESEL.matcher(identifier).matches()
                && !FINGERPRINT.matcher(identifier).matches()
                && !LoginContext.peppolId(identifier)) {
            throw new IllegalArgumentException(
                    "Neither a NIP, a PESEL, a SHA-256 fingerprint nor a Peppol identifier: " + subject);
        }
        return new Grant(
                identifier,
                LoginContext.of(context)
                        .orElseThrow(() -> new IllegalArgumentException("Not the shape of a context: " + context)));
    }
}
