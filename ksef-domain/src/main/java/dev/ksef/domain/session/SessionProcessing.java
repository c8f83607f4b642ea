package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/** Waits until KSeF has processed one closed session, and tells its progress meanwhile. */
final class SessionProcessing {

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final ReferenceNumber session;

    SessionProcessing(BoundTransport transport, SessionDependencies dependencies, ReferenceNumber session) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.session = session;
    }

    /**
     * Yields the final status of the session.
     *
     * @throws KsefProcessingException if it ends without a good invoice
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    SessionStatus await(Duration patience) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        SessionApi api = transport.open(SessionApi.class, deadline);
        var progress = new SessionProgress(session, dependencies.listener());
        return dependencies.polling().await("Session", session, deadline, () -> {
            SessionStatus answer = api.status(session);
            progress.seen(answer);
            return processed(answer);
        });
    }

    private Optional<SessionStatus> processed(SessionStatus answer) {
        if (answer.status().isFailure()) {
            throw new KsefProcessingException("Session", answer.status(), session);
        }
        return answer.status().isSuccess() ? Optional.of(answer) : Optional.empty();
    }
}
