package dev.ksef.model.token;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of KSeF tokens, newest first. */
public record TokensPage(@Nullable String continuationToken, List<TokenMetadata> tokens)
        implements ContinuationPage<TokenMetadata> {

    public TokensPage {
        tokens = ReceivedCollections.rows(tokens, "tokens");
    }

    @Override
    public List<TokenMetadata> items() {
        return tokens;
    }
}
