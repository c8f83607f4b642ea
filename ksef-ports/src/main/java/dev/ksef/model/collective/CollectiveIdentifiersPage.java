package dev.ksef.model.collective;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of collective identifiers, newest first. */
public record CollectiveIdentifiersPage(
        @Nullable String continuationToken, List<CollectiveIdentifier> collectiveIdentifiers)
        implements ContinuationPage<CollectiveIdentifier> {

    public CollectiveIdentifiersPage {
        collectiveIdentifiers = ReceivedCollections.rows(collectiveIdentifiers, "collectiveIdentifiers");
    }

    @Override
    public List<CollectiveIdentifier> items() {
        return collectiveIdentifiers;
    }
}
