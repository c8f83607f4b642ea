package dev.ksef.spring;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.model.ContextIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of each context: its own, or those for all. Closed after the client, which may sign in until then. */
final class ConfiguredCredentials implements CredentialsProvider, AutoCloseable {

    private final Map<ContextIdentifier, SignInMeans> own;
    private final @Nullable SignInMeans common;

    /** One means to sign in, as it is configured. */
    interface SignInMeans extends AutoCloseable {

        /** Returns the credentials as they are now: files are read anew, so that replaced ones are used. */
        Credentials load();

        /** Finds out early whether it works, where that costs little. */
        default void check() {
            load();
        }

        @Override
        default void close() {}
    }

    private ConfiguredCredentials(Map<ContextIdentifier, SignInMeans> own, @Nullable SignInMeans common) {
        this.own = own;
        this.common = common;
    }

    /**
     * Reads what is configured.
     *
     * @throws KsefPropertyException if nothing is, or a file cannot be used
     */
    static ConfiguredCredentials of(KsefProperties properties, SignInMeansReader reader) {
        Map<ContextIdentifier, SignInMeans> own = new LinkedHashMap<>();
        List<ContextIdentifier> contexts = PropertyCheck.contextsOf(properties);
        for (int i = 0; i < contexts.size(); i++) {
            SignInMeans means = reader.read(
                    "ksef.contexts[" + i + "].credentials",
                    properties.contexts().get(i).credentials());
            if (means != null) {
                own.put(contexts.get(i), means);
            }
        }
        SignInMeans common = reader.read("ksef.credentials", properties.credentials());
        if (own.isEmpty() && common == null) {
            throw new KsefPropertyException(
                    "ksef.credentials",
                    "is missing",
                    "Set ksef.credentials.token, .pem, .pkcs12, .pkcs11 or .ssl-bundle, or add a bean of type"
                            + " CredentialsProvider.");
        }
        return checked(new ConfiguredCredentials(own, common));
    }

    private static ConfiguredCredentials checked(ConfiguredCredentials credentials) {
        credentials.own.values().forEach(SignInMeans::check);
        if (credentials.common != null) {
            credentials.common.check();
        }
        return credentials;
    }

    @Override
    public @Nullable Credentials find(ContextIdentifier context) {
        SignInMeans means = own.getOrDefault(context, common);
        return means == null ? null : means.load();
    }

    @Override
    public void close() {
        own.values().forEach(SignInMeans::close);
        if (common != null) {
            common.close();
        }
    }
}
