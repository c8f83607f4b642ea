package dev.ksef.adapter.pkcs11;

import java.io.IOException;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A token with one login, used until its session is lost. Safe for many threads, as SunPKCS11 is. */
final class LoggedInToken {

    private static final String STORE = "PKCS11";

    private final AuthProvider provider;
    private final KeyStore store;
    private final Map<String, PrivateKey> keys = new ConcurrentHashMap<>();

    private LoggedInToken(AuthProvider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    static boolean holdsToken(Provider provider) {
        return provider.getService("KeyStore", STORE) != null;
    }

    /** Loads the contents of the token. The provider must be logged in: otherwise private keys are not visible. */
    static LoggedInToken of(AuthProvider provider) throws GeneralSecurityException, IOException {
        var token = new LoggedInToken(provider, KeyStore.getInstance(STORE, provider));
        token.reload();
        return token;
    }

    Provider provider() {
        return provider;
    }

    /** Reads the contents of the token again. */
    void reload() throws GeneralSecurityException, IOException {
        store.load(null, null);
    }

    List<String> keyAliases() throws GeneralSecurityException {
        return Collections.list(store.aliases()).stream()
                .filter(alias -> certificates(alias).isPresent())
                .sorted()
                .toList();
    }

    /** Returns the certificate chain of a key, its own certificate first; empty if there is no key of this name. */
    Optional<List<X509Certificate>> certificates(String alias) {
        try {
            Certificate @Nullable [] chain = store.getCertificateChain(alias);
            return chain == null
                    ? Optional.empty()
                    : Optional.of(Arrays.stream(chain)
                            .map(X509Certificate.class::cast)
                            .toList());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key store is loaded", impossible);
        }
    }

    /** Returns the handle of a private key: the key itself stays in the device. */
    Optional<PrivateKey> key(String alias) throws GeneralSecurityException {
        PrivateKey known = keys.get(alias);
        if (known != null) {
            return Optional.of(known);
        }
        if (store.getKey(alias, null) instanceof PrivateKey found) {
            keys.put(alias, found);
            return Optional.of(found);
        }
        return Optional.empty();
    }

    /** Writes the chain beside the key, both under this name. Replaces what had the name before. */
    void write(String alias, PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        keys.remove(alias);
        store.setKeyEntry(alias, key, null, chain.toArray(X509Certificate[]::new));
    }

    void delete(String alias) throws GeneralSecurityException {
        keys.remove(alias);
        store.deleteEntry(alias);
    }

    void logout() throws GeneralSecurityException {
        provider.logout();
    }
}
