package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.error.KsefException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows what to sign in with for each context. It is asked when tokens are needed and there are none, not for each call,
 * so it may look into a vault; it must be safe for many threads. Nothing it yields is kept beyond the sign-in, so that a
 * secret which was replaced is picked up by the next one.
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * What to sign in with for a context, unless other credentials are asked for by name.
     *
     * @return null where it knows none
     */
    @Nullable
    Credentials find(ContextIdentifier context);

    /**
     * The credentials of that name, for contexts that are signed in for with several.
     *
     * @return null where it knows none
     */
    default @Nullable Credentials find(ContextIdentifier context, CredentialsId id) {
        Credentials usual = find(context);
        return usual != null && usual.id().equals(id) ? usual : null;
    }

    /**
     * What to sign in with for a context.
     *
     * @throws KsefException if it knows nothing
     */
    default Credentials get(ContextIdentifier context) {
        Credentials found = find(context);
        if (found == null) {
            throw new KsefException("There are no credentials for " + context + ": give the client some for it");
        }
        return found;
    }

    /**
     * The credentials of that name.
     *
     * @throws KsefException if it knows none of that name
     */
    default Credentials get(ContextIdentifier context, CredentialsId id) {
        Credentials found = find(context, id);
        if (found == null) {
            throw new KsefException("There are no credentials named " + id + " for " + context
                    + ": give the client some of that name, or ask for others");
        }
        return found;
    }

    /** The same credentials for every context. */
    static CredentialsProvider fixed(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return context -> credentials;
    }

    /** For each context its own; a context that is not in the map has none. */
    static CredentialsProvider of(Map<? extends ContextIdentifier, ? extends Credentials> byContext) {
        Map<ContextIdentifier, Credentials> copy = Map.copyOf(byContext);
        return copy::get;
    }

    /** What a function yields. */
    static CredentialsProvider of(Function<ContextIdentifier, @Nullable Credentials> function) {
        return function::apply;
    }
}
