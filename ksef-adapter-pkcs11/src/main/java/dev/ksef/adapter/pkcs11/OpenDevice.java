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

/** A token that we are logged in to, from its opening until it fails. Safe for many threads; so is SunPKCS11. */
final class OpenDevice {

    private static final String STORE = "PKCS11";

    private final AuthProvider provider;
    private final KeyStore store;
    private final Map<String, PrivateKey> keys = new ConcurrentHashMap<>();

    private OpenDevice(AuthProvider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    static boolean holdsToken(Provider provider) {
        return provider.getService("KeyStore", STORE) != null;
    }

    /** We are logged in already; without that private keys are invisible. */
    static OpenDevice of(AuthProvider provider) throws GeneralSecurityException, IOException {
        var device = new OpenDevice(provider, KeyStore.getInstance(STORE, provider));
        device.look();
        return device;
    }

    Provider provider() {
        return provider;
    }

    /** Reads again what is in the token. */
    void look() throws GeneralSecurityException, IOException {
        store.load(null, null);
    }

    List<String> keyAliases() throws GeneralSecurityException {
        return Collections.list(store.aliases()).stream()
                .filter(alias -> certificates(alias).isPresent())
                .sorted()
                .toList();
    }

    /** The certificates of a key, its own first; empty if there is no key of this name. */
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

    /** The handle of a key, of which the device alone has more. */
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

    /** Writes the chain beside the key and names both. What was there of this name is gone. */
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
