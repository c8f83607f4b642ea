package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.error.KsefException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provides the credentials for each context. It is asked when tokens are needed and there are none, not for each call, so
 * it may look into a vault. It must be safe for many threads. What it returns is not kept beyond the sign-in, so that the
 * next sign-in uses a secret that has been replaced.
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * The credentials of a context, unless others are asked for by name.
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

    /** A provider of the same credentials for every context. */
    static CredentialsProvider fixed(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return context -> credentials;
    }

    /** A provider of credentials by context; a context that is not in the map has none. */
    static CredentialsProvider of(Map<? extends ContextIdentifier, ? extends Credentials> byContext) {
        Map<ContextIdentifier, Credentials> copy = Map.copyOf(byContext);
        return copy::get;
    }

    /** A provider that asks a function. */
    static CredentialsProvider of(Function<ContextIdentifier, @Nullable Credentials> function) {
        return function::apply;
    }
}
