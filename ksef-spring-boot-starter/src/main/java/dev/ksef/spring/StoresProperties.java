package dev.ksef.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the client keeps what outlives a call.
 *
 * @param directory of those in files
 * @param encryptionKey 32 bytes in Base64, for those in files
 */
record StoresProperties(
        @DefaultValue("memory") StoreKind tokens,
        @DefaultValue("memory") StoreKind keys,
        @DefaultValue("memory") StoreKind journal,
        @DefaultValue("memory") StoreKind syncStates,
        @Nullable String directory,
        @Nullable Secret encryptionKey) {

    /** Returns what is kept where, by the names of the properties. */
    Map<String, StoreKind> kinds() {
        return Map.of("tokens", tokens, "keys", keys, "journal", journal, "sync-states", syncStates);
    }
}
