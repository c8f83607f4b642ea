package dev.ksef.adapter.redis;

import dev.ksef.model.error.KsefStorageException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a server drops keys when its memory is full.
 *
 * @param maxMemory in bytes, 0 for no limit, as the server writes it
 * @param policy what it does at the limit
 */
record Eviction(String maxMemory, String policy) {

    private static final Eviction UNKNOWN = new Eviction("0", "");
    private static final Pattern MEMORY = Pattern.compile("(?m)^maxmemory:(\\d+)\\s*$");
    private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)\\s*$");

    /** Returns what the server does; it fails if the server drops keys and must not. */
    static CompletionStage<Eviction> checked(RedisAsyncCommands<byte[], byte[]> redis, RedisAccess access) {
        if (access.isEvictionAllowed()) {
            return CompletableFuture.completedFuture(UNKNOWN);
        }
        return of(redis).thenApply(eviction -> eviction.unlessRefused(access));
    }

    private static CompletionStage<Eviction> of(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Eviction> told =
                redis.info("memory").thenApply(Eviction::read).toCompletableFuture();
        return told.exceptionallyCompose(refused ->
                RedisFailure.isOfServer(refused) ? configured(redis) : CompletableFuture.failedFuture(refused));
    }

    private static CompletionStage<Eviction> configured(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Eviction> configured =
                redis.configGet("maxmemory*").thenApply(Eviction::read).toCompletableFuture();
        return configured.exceptionallyCompose(refused -> RedisFailure.isOfServer(refused)
                ? CompletableFuture.completedFuture(UNKNOWN)
                : CompletableFuture.failedFuture(refused));
    }

    static Eviction read(String info) {
        return new Eviction(found(MEMORY, info, "0"), found(POLICY, info, ""));
    }

    private static Eviction read(Map<String, String> configuration) {
        return new Eviction(
                configuration.getOrDefault("maxmemory", "0"), configuration.getOrDefault("maxmemory-policy", ""));
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private boolean dropsKeys() {
        return !maxMemory.equals("0") && !policy.isEmpty() && !policy.equals("noeviction");
    }

    private Eviction unlessRefused(RedisAccess access) {
        if (dropsKeys()) {
            throw new KsefStorageException(
                    access + " drops keys when its memory is full (maxmemory-policy " + policy
                            + "), and with them tokens, leases and counts. Set maxmemory-policy to noeviction, use"
                            + " another server, or allow it (RedisAccess.evictionAllowed)",
                    null);
        }
        return this;
    }
}
