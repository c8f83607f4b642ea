package dev.ksef.spring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the client keeps what outlives a call.
 *
 * @param directory of those in files
 * @param encryptionKey 32 bytes in Base64, for those in files, in a database and in Redis
 * @param encryptionKeyId stands beside what the key encrypted in a database or in Redis
 * @param decryptionKeys further keys, which only decrypt: those of before a change of the key, or that of after it
 */
record StoresProperties(
        @DefaultValue("memory") StoreKind tokens,
        @DefaultValue("memory") StoreKind keys,
        @DefaultValue("memory") StoreKind journal,
        @DefaultValue("memory") StoreKind syncStates,
        @Nullable String directory,
        @Nullable Secret encryptionKey,
        @DefaultValue("1") String encryptionKeyId,
        @DefaultValue List<DecryptionKey> decryptionKeys,
        @DefaultValue Jdbc jdbc) {

    /** A key that decrypts what was encrypted with it. */
    record DecryptionKey(@Nullable String id, @Nullable Secret key) {}

    /**
     * The database of the stores in tables.
     *
     * @param dataSource the name of a bean, if there are several
     * @param migrate whether the tables are made and brought up to date when the client is made
     */
    record Jdbc(
            @Nullable String dataSource,
            @DefaultValue("ksef_") String tablePrefix,
            @DefaultValue("false") boolean migrate) {}

    /** Returns what is kept where, by the names of the properties. */
    Map<String, StoreKind> kinds() {
        return Map.of("tokens", tokens, "keys", keys, "journal", journal, "sync-states", syncStates);
    }

    /** Where something is kept. */
    enum StoreKind {
        /** In the client, until it is closed. */
        MEMORY,
        /** In memory, with a bound; tokens only. */
        CAFFEINE,
        /** In encrypted files of a directory. */
        FILE,
        /** Encrypted, in tables behind a DataSource of the application. */
        JDBC,
        /** Encrypted, in Redis; tokens only. */
        REDIS
    }
}
