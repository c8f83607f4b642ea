package dev.ksef.simulator.session;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.index.Chronicle;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The register of all sessions, by reference number. */
public final class SessionRegister {

    private final AtomicLong positions = new AtomicLong();
    private final Map<String, SimulatedSession> byReference = new ConcurrentHashMap<>();
    private final Chronicle<LoginContext, SimulatedSession> byContext = new Chronicle<>();
    private final ConcurrentNavigableMap<Long, SimulatedSession> inOrder = new ConcurrentSkipListMap<>();

    public void add(SimulatedSession session) {
        SessionTerms terms = session.terms();
        byReference.put(terms.referenceNumber(), session);
        byContext.add(terms.context(), terms.position(), session);
        inOrder.put(terms.position(), session);
    }

    /** The place of the next session in the order of all. */
    public long nextPosition() {
        return positions.incrementAndGet();
    }

    public Optional<SimulatedSession> find(String referenceNumber) {
        return Optional.ofNullable(byReference.get(referenceNumber));
    }

    /**
     * The session that the request names, if it belongs to this context.
     *
     * @throws BadRequest 21173 if there is no such session of the context, 21405 if the request names none
     */
    public SimulatedSession require(HttpRequest request, LoginContext context) {
        return require(request, context, SimulatedSession.class);
    }

    /**
     * The session of this kind that the request names, if it belongs to this context.
     *
     * @throws BadRequest 21173 if there is no such session of the context, 21405 if the request names none
     */
    public <S extends SimulatedSession> S require(HttpRequest request, LoginContext context, Class<S> kind) {
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        return find(reference)
                .filter(session -> session.terms().context().equals(context))
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> SessionRefusals.unknownSession(reference));
    }

    /** How many sessions there are. */
    public int size() {
        return byReference.size();
    }

    /** All sessions, the newest first. */
    public Stream<SimulatedSession> newestFirst() {
        return inOrder.descendingMap().values().stream();
    }

    /** The sessions of a context with lower positions than the given one, newest first. */
    Stream<SimulatedSession> newestFirst(LoginContext context, long before) {
        return byContext.newestFirst(context, before);
    }
}
