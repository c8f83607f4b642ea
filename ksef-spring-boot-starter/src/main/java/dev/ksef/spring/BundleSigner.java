package dev.ksef.spring;

import dev.ksef.adapter.crypto.LocalSigner;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Takes the key of an SSL bundle of Spring Boot. Boot itself opens the files: of encrypted keys it takes fewer kinds than the SDK
 * does. What it throws may quote its configuration, so that no more than its type is told.
 */
final class BundleSigner {

    private static final String OTHERWISE =
            "Boot takes fewer kinds of encrypted keys than the SDK: give the files by .pem or .pkcs12 instead.";

    private final String name;
    private final String bundle;
    private final Supplier<@Nullable SslBundles> bundles;

    BundleSigner(String name, String bundle, Supplier<@Nullable SslBundles> bundles) {
        this.name = name;
        this.bundle = bundle;
        this.bundles = bundles;
    }

    LocalSigner load() {
        return signer(find(name, bundle, bundles));
    }

    /** Returns the bundle of that name. */
    static SslBundle find(String name, String bundle, Supplier<@Nullable SslBundles> bundles) {
        SslBundles all = bundles.get();
        if (all == null) {
            throw new KsefPropertyException(name, "needs SSL bundles", "Configure one below spring.ssl.bundle.");
        }
        try {
            return all.getBundle(bundle);
        } catch (NoSuchSslBundleException missing) {
            throw new KsefPropertyException(
                    name, "names no SSL bundle: " + bundle, "Configure it below spring.ssl.bundle.pem or .jks.");
        } catch (RuntimeException unusable) {
            throw failed(name, unusable);
        }
    }

    private LocalSigner signer(SslBundle found) {
        try {
            KeyStore store = found.getStores().getKeyStore();
            if (store == null) {
                throw new KsefPropertyException(
                        name, "names a bundle without a key store", "Give the bundle a key and a certificate.");
            }
            String alias = alias(store, found.getKey().getAlias());
            return LocalSigner.of(key(store, alias, found), chain(store.getCertificateChain(alias)));
        } catch (GeneralSecurityException | IllegalStateException unusable) {
            throw failed(name, unusable);
        }
    }

    /** Boot gives a key of PEM files the alias ssl, whatever the bundle is called: so the only key is taken. */
    private String alias(KeyStore store, @Nullable String wanted) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (wanted != null && keys.contains(wanted)) {
            return wanted;
        }
        if (wanted == null && keys.size() == 1) {
            return keys.get(0);
        }
        throw new KsefPropertyException(
                name,
                wanted == null
                        ? "names a bundle with " + keys.size() + " keys: " + keys
                        : "names a bundle without a key of the alias " + wanted + ": it has " + keys,
                "Set the key.alias of the bundle to one of them.");
    }

    /** Boot itself opens a key by the store's password if the key has none of its own. */
    private PrivateKey key(KeyStore store, String alias, SslBundle found) throws GeneralSecurityException {
        String own = found.getKey().getPassword();
        String password = own == null ? found.getStores().getKeyStorePassword() : own;
        char @Nullable [] chars = password == null ? null : password.toCharArray();
        try {
            Key key = store.getKey(alias, chars);
            if (key instanceof PrivateKey privateKey) {
                return privateKey;
            }
            throw new KsefPropertyException(
                    name, "names a bundle whose key is no private key", "Give the bundle the key of a certificate.");
        } finally {
            if (chars != null) {
                Arrays.fill(chars, '\0');
            }
        }
    }

    private List<X509Certificate> chain(Certificate @Nullable [] chain) {
        if (chain == null) {
            throw new KsefPropertyException(
                    name, "names a bundle whose key has no certificate", "Give the bundle the certificate of the key.");
        }
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static KsefPropertyException failed(String name, Exception failure) {
        return new KsefPropertyException(
                name,
                "names a bundle that cannot be used (" + failure.getClass().getSimpleName() + ")",
                OTHERWISE);
    }
}
