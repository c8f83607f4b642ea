package dev.ksef.model.session;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a context's sessions. */
public record SessionsPage(@Nullable String continuationToken, List<SessionSummary> sessions)
        implements ContinuationPage<SessionSummary> {

    public SessionsPage {
        sessions = ReceivedCollections.rows(sessions, "sessions");
    }

    @Override
    public List<SessionSummary> items() {
        return sessions;
    }
}
