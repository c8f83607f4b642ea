package dev.ksef.model.session;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.Taken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a context's sessions. */
public record SessionsPage(@Nullable String continuationToken, List<SessionSummary> sessions)
        implements ContinuationPage<SessionSummary> {

    public SessionsPage {
        sessions = Taken.rows(sessions, "sessions");
    }

    @Override
    public List<SessionSummary> items() {
        return sessions;
    }
}
