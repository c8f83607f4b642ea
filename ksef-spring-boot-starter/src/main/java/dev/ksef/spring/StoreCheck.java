package dev.ksef.spring;

import dev.ksef.spring.StoresProperties.StoreKind;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Arrays;
import java.util.TreeMap;
import org.springframework.util.ClassUtils;

/** Checks where things are to be kept: a store that is asked for and cannot be made must not be left out in silence. */
final class StoreCheck {

    private StoreCheck() {}

    static void check(StoresProperties stores) {
        new TreeMap<>(stores.kinds()).forEach((name, kind) -> check("ksef.stores." + name, kind));
        StoreKeys.check(stores);
        if (stores.kinds().containsValue(StoreKind.FILE)) {
            PropertyCheck.needed("ksef.stores.directory", stores.directory(), "Set the folder of the stores in files.");
            if (!stores.decryptionKeys().isEmpty()) {
                throw new KsefPropertyException(
                        "ksef.stores.decryption-keys",
                        "are set, but stores in files have one key",
                        "Leave them away, or keep in a database or Redis what is in files.");
            }
            Arrays.fill(StoreKeys.ofFiles(stores), (byte) 0);
        }
    }

    private static void check(String name, StoreKind kind) {
        boolean tokens = name.endsWith(".tokens");
        if (!tokens && (kind == StoreKind.CAFFEINE || kind == StoreKind.REDIS)) {
            throw new KsefPropertyException(
                    name, "cannot be " + PropertyCheck.written(kind), "Set it to memory, file or jdbc.");
        }
        switch (kind) {
            case MEMORY -> {}
            case CAFFEINE ->
                requireClass(name, "dev.ksef.adapter.caffeine.CaffeineTokenStore", "ksef-adapter-caffeine");
            case FILE -> requireClass(name, "dev.ksef.adapter.file.FileTokenStore", "ksef-adapter-file");
            case JDBC -> requireClass(name, "dev.ksef.adapter.jdbc.JdbcStorage", "ksef-adapter-jdbc");
            case REDIS -> requireRedis(name);
        }
    }

    static void requireRedis(String name) {
        requireClass(name, "dev.ksef.adapter.redis.RedisTokenStore", "ksef-adapter-redis");
    }

    static void requireClass(String name, String type, String artifact) {
        if (!ClassUtils.isPresent(type, null)) {
            throw new KsefPropertyException(
                    name, "needs the module " + artifact, "Add dev.ksef:" + artifact + " to the dependencies.");
        }
    }

    /** Reads the address of a Redis. Alone in touching Lettuce, which an application without Redis does not have. */
    static final class RedisAddress {

        private RedisAddress() {}

        /**
         * What Lettuce says of a wrong address quotes it, with the password. A port that is no number it takes for a part of the host,
         * which has colons only if it is an address of IPv6.
         */
        static RedisURI of(Secret uri) {
            String text = uri.reveal().strip();
            try {
                RedisURI address = RedisURI.create(text);
                String host = address.getHost();
                if (host == null || !host.contains(":") || URI.create(text).getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException quotesIt) {
                // It is told below.
            }
            throw new KsefPropertyException(
                    "ksef.redis.uri",
                    "is no address of a Redis",
                    "Set it to redis://user:password@host:port, or rediss:// for TLS; in the password, encode"
                            + " / : @ and % as in other addresses.");
        }
    }
}
