package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 store, as OpenSSL and Windows write it today and wrote it twenty years ago. Bouncy Castle reads it, since the JDK
 * takes passwords in ASCII only. If Bouncy Castle fails, the JDK tries: it can read stores with an empty password and with
 * secret keys that the JDK itself wrote.
 */
final class Pkcs12Store {

    private static final String TYPE = "PKCS12";

    private final KeyFile file;
    private final KeyStore store;
    private final Pkcs12Bags bags;

    private Pkcs12Store(KeyFile file, KeyStore store, Pkcs12Bags bags) {
        this.file = file;
        this.store = store;
        this.bags = bags;
    }

    static Pkcs12Store open(KeyFile given, char[] password) {
        KeyFile file = given.binary();
        checkForm(file);
        char[] own = password.clone();
        try {
            return new Pkcs12Store(file, loaded(file, own), Pkcs12Bags.of(file, own));
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (IOException | GeneralSecurityException | RuntimeException refused) {
            throw file.wrong(
                    "does not open with this password: the password is wrong, or the file is damaged or protected"
                            + " in a way that is not supported");
        } finally {
            Arrays.fill(own, '\0');
        }
    }

    private static KeyStore loaded(KeyFile file, char[] password) throws IOException, GeneralSecurityException {
        try {
            return loaded(KeyStore.getInstance(TYPE, BouncyCastle.provider()), file, password);
        } catch (IOException | GeneralSecurityException | RuntimeException refused) {
            return loaded(SigningProviders.store(TYPE), file, password);
        }
    }

    private static KeyStore loaded(KeyStore store, KeyFile file, char[] password)
            throws IOException, GeneralSecurityException {
        store.load(new ByteArrayInputStream(file.content()), password);
        return store;
    }

    private static void checkForm(KeyFile file) {
        try {
            MacData mac =
                    Pfx.getInstance(ASN1Primitive.fromByteArray(file.content())).getMacData();
            if (mac != null) {
                KeyDerivationLimit.checkRounds(file, mac.getIterationCount());
            }
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (IOException | RuntimeException another) {
            throw file.wrong("is no PKCS#12 store" + file.insteadOfStore() + ", or is truncated or damaged");
        }
    }

    /** Returns the alias of the key to use: the given one, or that of the only key. */
    String choose(@Nullable String alias, char[] password) {
        List<String> keys = keys(password);
        if (keys.isEmpty()) {
            throw file.wrong("has no private key");
        }
        requireDistinct(alias, keys);
        if (alias == null) {
            if (keys.size() > 1) {
                throw file.wrong("has several private keys: name one of the aliases " + keys);
            }
            return keys.get(0);
        }
        if (keys.contains(alias)) {
            return alias;
        }
        List<String> alike = keys.stream().filter(alias::equalsIgnoreCase).toList();
        if (alike.size() > 1) {
            throw file.wrong("has several private keys of that alias in upper and lower case: name one of " + alike
                    + " exactly");
        }
        return alike.stream()
                .findFirst()
                .orElseThrow(() -> file.wrong("has no private key of that alias: there are " + keys));
    }

    /** Refuses to take one key of several that have one name: which one a key store keeps depends on their order. */
    private void requireDistinct(@Nullable String alias, List<String> keys) {
        if (bags.keys().size() <= keys.size()) {
            return;
        }
        for (String name : bags.keys()) {
            long sharing = bags.named(name);
            if (sharing > 1 && (alias == null || name.isEmpty() || name.equalsIgnoreCase(alias))) {
                throw file.wrong("has " + sharing + " private keys "
                        + (name.isEmpty() ? "without a friendly name" : "under the one friendly name '" + name + "'")
                        + ", so that none of them can be named: export the one to sign with into a file of its own, or"
                        + " give each a name of its own");
            }
        }
    }

    private List<String> keys(char[] password) {
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey) {
                    keys.add(alias);
                }
            }
            Collections.sort(keys);
            return keys;
        } catch (GeneralSecurityException damaged) {
            throw file.wrong("has a key that cannot be read");
        }
    }

    /** Returns the key as one of the JDK's own providers. */
    PrivateKey key(String alias, char[] password) {
        Key key = stored(alias, password);
        byte[] pkcs8 = key.getEncoded();
        try {
            return StoredPrivateKey.plain(PrivateKeyInfo.getInstance(pkcs8)).open(file, null);
        } finally {
            KeyFileContents.clear(pkcs8);
        }
    }

    private Key stored(String alias, char[] password) {
        try {
            Key key = store.getKey(alias, password);
            if (key == null) {
                throw file.wrong("has no private key of the alias " + alias);
            }
            return key;
        } catch (GeneralSecurityException damaged) {
            throw file.wrong("has a private key that cannot be read");
        }
    }

    /** Returns all certificates in the store, whomever they belong to. */
    List<X509Certificate> certificates() {
        return file.certificates(bags.certificates());
    }

    List<X509Certificate> chain(String alias) {
        try {
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain == null || chain.length == 0) {
                throw file.wrong("has no certificate for its private key");
            }
            List<byte[]> encoded = new ArrayList<>();
            for (Certificate certificate : chain) {
                encoded.add(certificate.getEncoded());
            }
            return file.certificates(encoded);
        } catch (GeneralSecurityException damaged) {
            throw file.wrong("has a certificate that cannot be read");
        }
    }
}
