package dev.ksef.spring;

import dev.ksef.port.store.DataKeys;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys by which stores encrypt what they keep. */
final class StoreKeys {

    private static final int LENGTH = 32;
    private static final String CURRENT = "ksef.stores.encryption-key";
    private static final String MAKE = "Make one with: openssl rand -base64 32";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

    private StoreKeys() {}

    /** Checks the keys that are set. */
    static void check(StoresProperties stores) {
        PropertyCheck.asWritten(CURRENT, stores.encryptionKey());
        if (stores.encryptionKey() != null) {
            Arrays.fill(bytes(CURRENT, stores.encryptionKey()), (byte) 0);
            all(stores);
        } else if (!stores.decryptionKeys().isEmpty()) {
            throw new KsefPropertyException(CURRENT, "is missing beside the keys that only decrypt", MAKE);
        }
    }

    /** Returns the one key of stores in files, whose bytes the caller overwrites. */
    static byte[] ofFiles(StoresProperties stores) {
        return bytes(CURRENT, stores.encryptionKey());
    }

    /** Returns all keys: the current one, and those that only decrypt. */
    static DataKeys all(StoresProperties stores) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        add(keys, CURRENT + "-id", stores.encryptionKeyId(), CURRENT, stores.encryptionKey());
        for (int i = 0; i < stores.decryptionKeys().size(); i++) {
            String name = "ksef.stores.decryption-keys[" + i + "]";
            StoresProperties.DecryptionKey key = stores.decryptionKeys().get(i);
            PropertyCheck.asWritten(name + ".key", key.key());
            add(keys, name + ".id", key.id(), name + ".key", key.key());
        }
        return DataKeys.of(stores.encryptionKeyId(), keys);
    }

    private static void add(
            Map<String, SecretKey> keys, String idName, @Nullable String id, String name, @Nullable Secret key) {
        String checked = PropertyCheck.needed(idName, id, "Set the id that stands beside what this key encrypted.");
        if (!ID.matcher(checked).matches()) {
            throw new KsefPropertyException(
                    idName, "is no id of a key: " + checked, "Take 1 to 64 letters, digits and . _ - : /");
        }
        byte[] bytes = bytes(name, key);
        try {
            if (keys.put(checked, new SecretKeySpec(bytes, "AES")) != null) {
                throw new KsefPropertyException(
                        idName, "is that of another key: " + checked, "Give each key an id of its own.");
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(String name, @Nullable Secret given) {
        byte @Nullable [] bytes = given == null ? null : decoded(given);
        if (bytes == null || bytes.length != LENGTH) {
            throw new KsefPropertyException(
                    name, given == null ? "is missing" : "is not " + LENGTH + " bytes in Base64", MAKE);
        }
        return bytes;
    }

    private static byte @Nullable [] decoded(Secret given) {
        try {
            return Base64.getDecoder().decode(given.reveal().strip());
        } catch (IllegalArgumentException quotesIt) {
            return null;
        }
    }
}
