package dev.ksef.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All sessions, by reference number. */
final class Sessions {

    private final Map<String, OnlineSession> all = new ConcurrentHashMap<>();

    void add(OnlineSession session) {
        all.put(session.terms().referenceNumber(), session);
    }

    Optional<OnlineSession> find(String referenceNumber) {
        return Optional.ofNullable(all.get(referenceNumber));
    }

    /**
     * The session the request names, if it is one of this context.
     *
     * @throws BadRequest 21173 if it is not, 21405 if the request names none at all
     */
    OnlineSession require(Request request, ContextIdentifier context) {
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.invalidInput("'referenceNumber' must be 36 characters in length.");
        }
        return find(reference)
                .filter(session -> session.terms().context().equals(context))
                .orElseThrow(() -> BadRequest.unknownSession(reference));
    }

    /** The sessions of a context, newest first. */
    List<OnlineSession> of(ContextIdentifier context) {
        return all.values().stream()
                .filter(session -> session.terms().context().equals(context))
                .sorted(Comparator.comparingLong(
                                (OnlineSession session) -> session.terms().position())
                        .reversed())
                .toList();
    }
}
