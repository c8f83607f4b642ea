package dev.ksef.spring;

import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Checks where things are to be kept: a store that is asked for and cannot be made must not be left out in silence. */
final class StoreCheck {

    private static final int KEY_LENGTH = 32;
    private static final String KEY = "ksef.stores.encryption-key";

    private StoreCheck() {}

    static void check(StoresProperties stores) {
        new TreeMap<>(stores.kinds()).forEach((name, kind) -> check("ksef.stores." + name, kind));
        PropertyCheck.asWritten(KEY, stores.encryptionKey());
        boolean files = stores.kinds().containsValue(StoresProperties.StoreKind.FILE);
        if (files) {
            PropertyCheck.needed("ksef.stores.directory", stores.directory(), "Set the folder of the stores in files.");
        }
        if (files || stores.kinds().containsValue(StoresProperties.StoreKind.JDBC)) {
            Arrays.fill(key(stores), (byte) 0);
        }
    }

    private static void check(String name, StoresProperties.StoreKind kind) {
        if (kind == StoresProperties.StoreKind.CAFFEINE) {
            if (!name.endsWith(".tokens")) {
                throw new KsefPropertyException(name, "cannot be caffeine", "Set it to memory, file or jdbc.");
            }
            requireClass(name, "dev.ksef.adapter.caffeine.CaffeineTokenStore", "ksef-adapter-caffeine");
        }
        if (kind == StoresProperties.StoreKind.FILE) {
            requireClass(name, "dev.ksef.adapter.file.FileTokenStore", "ksef-adapter-file");
        }
        if (kind == StoresProperties.StoreKind.JDBC) {
            requireClass(name, "dev.ksef.adapter.jdbc.JdbcStorage", "ksef-adapter-jdbc");
        }
    }

    /** Returns the bytes of the key, which the caller overwrites. */
    static byte[] key(StoresProperties stores) {
        Secret given = stores.encryptionKey();
        byte @Nullable [] key = given == null ? null : decoded(given);
        if (key == null || key.length != KEY_LENGTH) {
            throw new KsefPropertyException(
                    KEY,
                    given == null ? "is missing" : "is not " + KEY_LENGTH + " bytes in Base64",
                    "Make one with: openssl rand -base64 32");
        }
        return key;
    }

    private static byte @Nullable [] decoded(Secret given) {
        try {
            return Base64.getDecoder().decode(given.reveal().strip());
        } catch (IllegalArgumentException quotesIt) {
            return null;
        }
    }

    static void requireClass(String name, String type, String artifact) {
        if (!ClassUtils.isPresent(type, null)) {
            throw new KsefPropertyException(
                    name, "needs the module " + artifact, "Add dev.ksef:" + artifact + " to the dependencies.");
        }
    }
}
