package dev.ksef.adapter.crypto;

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
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 store, as OpenSSL and Windows write it today and wrote it twenty years ago. Read by Bouncy Castle, since the
 * JDK takes passwords in ASCII alone.
 */
final class Pkcs12 {

    private final KeyFile file;
    private final KeyStore store;

    private Pkcs12(KeyFile file, KeyStore store) {
        this.file = file;
        this.store = store;
    }

    static Pkcs12 open(KeyFile file, char[] password) {
        checkForm(file);
        char[] own = password.clone();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.provider());
            store.load(new ByteArrayInputStream(file.content()), own);
            return new Pkcs12(file, store);
        } catch (IOException | GeneralSecurityException | RuntimeException refused) {
            throw file.wrong(
                    "does not open with this password: the password is wrong, or the file is damaged or protected"
                            + " in a way that is not supported");
        } finally {
            Arrays.fill(own, '\0');
        }
    }

    private static void checkForm(KeyFile file) {
        try {
            Pfx.getInstance(ASN1Primitive.fromByteArray(file.content()));
        } catch (IOException | RuntimeException another) {
            throw file.wrong("is no PKCS#12 store, or is truncated or damaged");
        }
    }

    /** The alias of the key that is meant. */
    String choose(@Nullable String alias) {
        List<String> keys = keys();
        if (keys.isEmpty()) {
            throw file.wrong("has no private key");
        }
        if (alias == null) {
            if (keys.size() > 1) {
                throw file.wrong("has several private keys: name one of the aliases " + keys);
            }
            return keys.get(0);
        }
        return keys.stream()
                .filter(alias::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> file.wrong("has no private key of that alias: there are " + keys));
    }

    private List<String> keys() {
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            Collections.sort(keys);
            return keys;
        } catch (GeneralSecurityException impossible) {
            throw file.wrong("cannot be read");
        }
    }

    /** The key, as one of the JDK's. */
    PrivateKey key(String alias) {
        Key key = stored(alias);
        byte[] pkcs8 = key.getEncoded();
        try {
            return StoredKey.plain(PrivateKeyInfo.getInstance(pkcs8)).open(file, null);
        } finally {
            KeyMaterial.clear(pkcs8);
        }
    }

    private Key stored(String alias) {
        try {
            Key key = store.getKey(alias, null);
            if (key == null) {
                throw file.wrong("has no private key of the alias " + alias);
            }
            return key;
        } catch (GeneralSecurityException damaged) {
            throw file.wrong("has a private key that cannot be read");
        }
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
