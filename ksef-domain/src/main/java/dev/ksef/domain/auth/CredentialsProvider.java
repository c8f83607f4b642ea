package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.error.KsefException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provides the credentials for each context. It is only asked when a sign-in is needed, so it may access a vault. It must be
 * safe for many threads. The credentials are not kept after the sign-in, so that the next sign-in uses a replaced secret.
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * Returns the credentials of a context, unless others are asked for by name.
     *
     * @return null where it knows none
     */
    @Nullable
    Credentials find(ContextIdentifier context);

    /**
     * Returns the credentials of that name, for contexts that are signed in for with several.
     *
     * @return null where it knows none
     */
    default @Nullable Credentials find(ContextIdentifier context, CredentialsId id) {
        Credentials usual = find(context);
        return usual != null && usual.id().equals(id) ? usual : null;
    }

    /**
     * Returns the credentials for a context.
     *
     * @throws KsefException if it has none
     */
    default Credentials get(ContextIdentifier context) {
        Credentials found = find(context);
        if (found == null) {
            throw new KsefException("There are no credentials for " + context + ": give the client some for it");
        }
        return found;
    }

    /**
     * Returns the credentials of that name.
     *
     * @throws KsefException if it has none of that name
     */
    default Credentials get(ContextIdentifier context, CredentialsId id) {
        Credentials found = find(context, id);
        if (found == null) {
            throw new KsefException("There are no credentials named " + id + " for " + context
                    + ": give the client some of that name, or ask for others");
        }
        return found;
    }

    /** Returns a provider of the same credentials for every context. */
    static CredentialsProvider fixed(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return context -> credentials;
    }

    /** Returns a provider of credentials by context; a context that is not in the map has none. */
    static CredentialsProvider of(Map<? extends ContextIdentifier, ? extends Credentials> byContext) {
        Map<ContextIdentifier, Credentials> copy = Map.copyOf(byContext);
        return copy::get;
    }

    /** Returns a provider that asks a function. */
    static CredentialsProvider of(Function<ContextIdentifier, @Nullable Credentials> function) {
        return function::apply;
    }
}
