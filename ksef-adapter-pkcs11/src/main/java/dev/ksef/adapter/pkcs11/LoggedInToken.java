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
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A token with one login, used until its session is lost. Safe for many threads, as SunPKCS11 is. Aliases are proper text
 * everywhere but in what the key store of SunPKCS11 reads; see {@link LabelBytes}.
 */
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
                .filter(stored -> chain(stored).isPresent())
                .map(LabelBytes::label)
                .sorted()
                .toList();
    }

    /**
     * Returns the aliases of the keys whose label is that of another certificate, too. SunPKCS11 appends the issuer and the
     * serial number then.
     */
    List<String> sharing(String label) throws GeneralSecurityException {
        return Collections.list(store.aliases()).stream()
                .filter(stored -> chain(stored)
                        .filter(chain -> isAlike(stored, label + addition(chain.get(0))))
                        .isPresent())
                .map(LabelBytes::label)
                .sorted()
                .toList();
    }

    private static String addition(X509Certificate certificate) {
        return "/" + certificate.getIssuerX500Principal().getName(X500Principal.CANONICAL) + "/"
                + certificate.getSerialNumber();
    }

    private static boolean isAlike(String stored, String alias) {
        return LabelBytes.alike(LabelBytes.label(stored), alias);
    }

    /** Returns the alias as SunPKCS11 has it; empty if there is none that looks the same, or more than one. */
    private Optional<String> stored(String alias) {
        try {
            String exact = LabelBytes.read(alias);
            if (store.containsAlias(exact)) {
                return Optional.of(exact);
            }
            List<String> alike = Collections.list(store.aliases()).stream()
                    .filter(stored -> isAlike(stored, alias))
                    .toList();
            return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key store is loaded", impossible);
        }
    }

    /** Tells whether the device still knows our login, by reading its contents again. */
    boolean isLoggedIn() throws GeneralSecurityException {
        try {
            reload();
            return true;
        } catch (IOException notLoggedIn) {
            return false;
        }
    }

    /** Returns the certificate chain of a key, its own certificate first; empty if there is no key of this name. */
    Optional<List<X509Certificate>> certificates(String alias) {
        return stored(alias).flatMap(this::chain);
    }

    private Optional<List<X509Certificate>> chain(String stored) {
        try {
            Certificate @Nullable [] chain = store.getCertificateChain(stored);
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
        String stored = stored(alias).orElse(null);
        if (stored != null && store.getKey(stored, null) instanceof PrivateKey found) {
            keys.put(alias, found);
            return Optional.of(found);
        }
        return Optional.empty();
    }

    /** Writes the chain beside the key, both under this name. Replaces what had the name before. */
    void write(String alias, PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        keys.remove(alias);
        String written = stored(alias).map(LabelBytes::label).orElse(alias);
        store.setKeyEntry(written, key, null, chain.toArray(X509Certificate[]::new));
    }

    void delete(String alias) throws GeneralSecurityException {
        keys.remove(alias);
        store.deleteEntry(stored(alias).orElse(LabelBytes.read(alias)));
    }

    void logout() throws GeneralSecurityException {
        provider.logout();
    }
}
