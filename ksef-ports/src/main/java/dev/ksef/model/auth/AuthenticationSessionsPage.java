package dev.ksef.model.auth;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the sign-ins of a context, newest first. */
public record AuthenticationSessionsPage(@Nullable String continuationToken, List<AuthenticationSession> items)
        implements ContinuationPage<AuthenticationSession> {

    public AuthenticationSessionsPage {
        items = ReceivedCollections.rows(items, "items");
    }
}
