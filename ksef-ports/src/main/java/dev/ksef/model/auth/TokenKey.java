package dev.ksef.model.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import java.util.Objects;

/**
 * The key of tokens: what they were issued for.
 *
 * @param environment name of the environment that issued them
 * @param context the context that they act for
 * @param credentials the name of the credentials of the sign-in
 */
public record TokenKey(String environment, ContextIdentifier context, CredentialsId credentials) {

    public TokenKey {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(credentials, "credentials");
    }

    @Override
    public String toString() {
        return context.type().value() + " " + context.value() + " at " + environment + " by " + credentials;
    }
}
