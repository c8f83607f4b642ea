package dev.ksef.domain.auth;

import dev.ksef.model.auth.StoredTokens;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a token store for tokens.
 *
 * @param answered false if the store failed or did not answer in time, or there is none
 * @param tokens null if the store holds none or has not answered
 */
record StoreReading(boolean answered, @Nullable StoredTokens tokens) {

    static final StoreReading NO_ANSWER = new StoreReading(false, null);
}
