package dev.ksef.adapter.redis;

import dev.ksef.model.error.KsefStorageException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the errors of Redis mean, and what to do. What the server says is not quoted, nor is an exception chained that
 * quotes it: it may repeat the arguments of a command.
 */
enum RedisFailure {
    WRONG_PASSWORD(
            "WRONGPASS|invalid password|AUTH called without any|no password is set|AUTH <password> called",
            "the user or the password is wrong",
            "correct them in the URI"),
    NO_PASSWORD("NOAUTH", "it demands a password", "add user and password to the URI"),
    NOT_ALLOWED(
            "NOPERM|can't run this command|No permissions",
            "its user may not use these commands or keys",
            "allow EVAL, EVALSHA, GET and what the scripts use, for the keys that begin with the prefix"),
    REPLICA(
            "READONLY",
            "it is a replica, which takes no changes",
            "name the primary in the URI, or the Sentinels that know it; while another becomes primary, try again"),
    MEMORY_FULL(
            "OOM command not allowed",
            "its memory is full (maxmemory)",
            "give it more memory, or remove what it need not keep"),
    NOT_SAVED(
            "MISCONF",
            "it cannot write to its disk, and takes no changes until it can",
            "see to the server's disk and its log"),
    LOADING("LOADING", "it is still reading its data after a start", "try again later"),
    BUSY("BUSY", "a script runs there for too long", "try again later, or end that script"),
    OTHER_TYPE(
            "WRONGTYPE",
            "a key that this store uses holds something of another kind",
            "find out what else writes there, and choose another key prefix; nothing was changed"),
    FEW_REPLICAS("NOREPLICAS", "too few of its replicas are there to take changes", "see to the replicas"),
    PRIMARY_GONE("MASTERDOWN", "it is a replica that has lost its primary", "name the primary in the URI"),
    CLUSTER(
            "MOVED|CROSSSLOT|CLUSTERDOWN|ASK \\d",
            "it is a node of a Redis Cluster, which is not supported",
            "use a single server, or one with Sentinels"),
    MANY_CLIENTS("max number of clients", "it has too many clients", "close some, or raise its maxclients");

    private static final Pattern CODE = Pattern.compile("^-?([A-Z]{2,20})\\b");

    private final Pattern words;
    private final String meaning;
    private final String remedy;

    RedisFailure(String words, String meaning, String remedy) {
        this.words = Pattern.compile("(?<![A-Za-z])(?:" + words + ")\\b");
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Returns the failure that has this cause. */
    static KsefStorageException of(String what, RedisAccess access, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof KsefStorageException own) {
            return own;
        }
        RedisCommandExecutionException refusal = refusal(cause);
        return new KsefStorageException(
                what + " failed: " + (refusal == null ? lost(access, cause) : refused(access, refusal)), null);
    }

    /** Returns the failure of a command that was not answered in time. */
    static KsefStorageException late(String what, RedisAccess access) {
        return new KsefStorageException(
                what + " failed: " + access + " did not answer within " + access.commandMillis()
                        + " ms, so that it is unknown whether it was done."
                        + " See to the server and the network, or try again",
                null);
    }

    /** Tells whether a command that failed so may succeed on a new connection. */
    static boolean isOfConnection(Throwable failure) {
        Throwable cause = unwrapped(failure);
        RedisCommandExecutionException refusal = refusal(cause);
        boolean lost = refusal == null && !(cause instanceof RedisConnectionException);
        return lost || refusal != null && REPLICA.is(refusal);
    }

    /**
     * Tells whether a connection was not made, and neither the server nor the network said why. Once in some hundred times Lettuce
     * finds the connection closed before it has handed on why the server refused it.
     */
    static boolean isUnexplained(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return !(cause instanceof KsefStorageException)
                && refusal(cause) == null
                && !(root(cause) instanceof IOException);
    }

    /** Tells whether it is an answer of the server. */
    static boolean isOfServer(Throwable failure) {
        return refusal(unwrapped(failure)) != null;
    }

    private static @Nullable RedisCommandExecutionException refusal(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof RedisCommandExecutionException refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** Returns the words that tell it, which are ours as much as the server's. */
    private String words(RedisCommandExecutionException refusal) {
        Matcher words = this.words.matcher(text(refusal));
        return words.find() ? words.group() : "";
    }

    private boolean is(RedisCommandExecutionException refusal) {
        return words.matcher(text(refusal)).find();
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String refused(RedisAccess access, RedisCommandExecutionException refusal) {
        return Arrays.stream(values())
                .filter(each -> each.is(refusal))
                .findFirst()
                .map(each -> access + " refused it, since " + each.meaning + " (" + each.words(refusal) + "): "
                        + each.remedy)
                .orElseGet(() -> access + " refused it with the error " + code(refusal) + ": see the server's log");
    }

    private static String code(RedisCommandExecutionException refusal) {
        Matcher code = CODE.matcher(text(refusal));
        return code.find() ? code.group(1) : "ERR";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        return root;
    }

    private static String lost(RedisAccess access, Throwable failure) {
        Throwable root = root(failure);
        // Only the network's own exceptions are quoted: they name addresses and certificates.
        String words = root instanceof IOException ? ": " + root.getMessage() : "";
        return access + " cannot be reached, or the connection was lost ("
                + root.getClass().getSimpleName() + words + "): see to the server, the network and the URI";
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
