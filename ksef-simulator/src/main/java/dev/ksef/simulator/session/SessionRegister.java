package dev.ksef.simulator.session;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The register of all sessions, by reference number. */
public final class SessionRegister {

    private final Map<String, SimulatedOnlineSession> all = new ConcurrentHashMap<>();

    void add(SimulatedOnlineSession session) {
        all.put(session.terms().referenceNumber(), session);
    }

    public Optional<SimulatedOnlineSession> find(String referenceNumber) {
        return Optional.ofNullable(all.get(referenceNumber));
    }

    /**
     * The session that the request names, if it belongs to this context.
     *
     * @throws BadRequest 21173 if there is no such session of the context, 21405 if the request names none
     */
    public SimulatedOnlineSession require(HttpRequest request, LoginContext context) {
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        return find(reference)
                .filter(session -> session.terms().context().equals(context))
                .orElseThrow(() -> SessionRefusals.unknownSession(reference));
    }

    /** The sessions of a context, newest first. */
    List<SimulatedOnlineSession> of(LoginContext context) {
        return all.values().stream()
                .filter(session -> session.terms().context().equals(context))
                .sorted(Comparator.comparingLong((SimulatedOnlineSession session) ->
                                session.terms().position())
                        .reversed())
                .toList();
    }
}
