package dev.ksef.model.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import java.util.Objects;

/**
 * Whose tokens those are.
 *
 * @param environment name of the environment that issued them
 * @param context whom they act for
 * @param credentials what was signed in with
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
