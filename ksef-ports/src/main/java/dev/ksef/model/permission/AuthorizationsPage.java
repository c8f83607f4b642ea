package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of authorizations, the latest first. */
public record AuthorizationsPage(
        List<Authorization> authorizationGrants, @Nullable Boolean hasMore) implements OffsetPage<Authorization> {

    public AuthorizationsPage {
        authorizationGrants = ReceivedCollections.rows(authorizationGrants, "authorizationGrants");
    }

    @Override
    public List<Authorization> items() {
        return authorizationGrants;
    }
}
