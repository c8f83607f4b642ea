/** Builders for tests: KSeF tokens as KSeF tells them. */
@NullUnmarked
@RecordBuilder.Include({
    GeneratedToken.class,
    TokenMetadata.class,
    TokenMetadata.Author.class,
    TokenMetadata.Context.class,
    TokensPage.class
})
package dev.ksef.testkit.model.token;

import dev.ksef.model.token.GeneratedToken;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokensPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
