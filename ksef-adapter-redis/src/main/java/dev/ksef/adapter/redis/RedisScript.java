package dev.ksef.adapter.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A script, which Redis runs in one step. It is sent in full only if the server does not know it: Lettuce does not do
 * that.
 */
final class RedisScript {

    private final String text;
    private final String digest;

    private RedisScript(String text) {
        this.text = text;
        this.digest = digest(bytes(text));
    }

    /** Returns the script of a file beside this class. */
    static RedisScript of(String fileName) {
        try (InputStream in = RedisScript.class.getResourceAsStream(fileName)) {
            if (in == null) {
                throw new IllegalStateException("The file " + fileName + " is missing in the jar of this class");
            }
            return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the command that runs it; its answer is a list. */
    RedisCommand<List<Object>> with(List<String> keys, byte[]... arguments) {
        byte[][] names = keys.stream().map(RedisScript::bytes).toArray(byte[][]::new);
        return redis -> {
            CompletableFuture<List<Object>> answer = redis.<List<Object>>evalsha(
                            digest, ScriptOutputType.MULTI, names, arguments)
                    .toCompletableFuture();
            return answer.exceptionallyCompose(failure -> isUnknown(failure)
                    ? redis.<List<Object>>eval(text, ScriptOutputType.MULTI, names, arguments)
                    : CompletableFuture.failedFuture(failure));
        };
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    /** Returns the digest as Redis writes it. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-1", impossible);
        }
    }
}
