package dev.ksef.adapter.redis;

import dev.ksef.port.time.Time;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How Redis is reached, and how long things take. Each method returns a changed copy.
 *
 * <p>The server is Redis 6 or later, or Valkey: a single one, or one whose primary Sentinels name ({@link
 * RedisURI#getSentinels}), with TLS and a password as the URI says. Redis Cluster is not supported. The user of the
 * URI needs the keys that begin with the prefix, the commands of scripts ({@code EVAL}, {@code EVALSHA}), those that
 * the scripts use, {@code GET}, {@code PING} and, if possible, {@code INFO}.
 *
 * <p>A Redis that evicts keys when its memory is full (any {@code maxmemory-policy} but {@code noeviction}, with a
 * {@code maxmemory}) would lose tokens, leases and counts at any time. It is refused, unless {@link #evictionAllowed}
 * says otherwise. Where the server lets its user ask for neither {@code INFO} nor {@code CONFIG GET}, that is not
 * checked.
 */
public final class RedisAccess {

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    private final RedisURI uri;
    private @Nullable RedisClient client;
    private String keyPrefix = "ksef:";
    private Duration commandTimeout = Duration.ofSeconds(2);
    private Duration leaseLength = Duration.ofSeconds(30);
    private boolean evictionAllowed;
    private Time time = Time.system();

    private RedisAccess(RedisURI uri) {
        this.uri = Objects.requireNonNull(uri, "uri");
    }

    private RedisAccess copy() {
        var copy = new RedisAccess(uri);
        copy.client = client;
        copy.keyPrefix = keyPrefix;
        copy.commandTimeout = commandTimeout;
        copy.leaseLength = leaseLength;
        copy.evictionAllowed = evictionAllowed;
        copy.time = time;
        return copy;
    }

    /** Returns the access to a server with the defaults. */
    public static RedisAccess to(RedisURI uri) {
        return new RedisAccess(uri);
    }

    /**
     * Connects through a client of the application, which closes it after whatever uses it here. By default each
     * store and each ledger makes a client of its own, with a few threads, when it is first used. A connection
     * is made in either case, and is not shared with the application. Set on the client {@code autoReconnect(false)},
     * or a command timeout: a command that Lettuce sends again after a reconnect does no harm here, but may come
     * late.
     */
    public RedisAccess through(RedisClient client) {
        var changed = copy();
        changed.client = Objects.requireNonNull(client, "client");
        return changed;
    }

    /**
     * Sets what all keys begin with. The default is {@code ksef:}. Those who share tokens or limits have the same
     * prefix.
     */
    public RedisAccess keyPrefix(String prefix) {
        var changed = copy();
        changed.keyPrefix = Objects.requireNonNull(prefix, "prefix");
        return changed;
    }

    /**
     * Sets how long a command may take, with connecting and with one repetition on a new connection. The default is 2
     * s.
     *
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    public RedisAccess commandTimeout(Duration timeout) {
        requireAtLeast(Duration.ofMillis(1), timeout, "A command timeout");
        var changed = copy();
        changed.commandTimeout = timeout;
        return changed;
    }

    /**
     * Sets how long a lease of a token store outlives a holder that is gone. A holder renews it at a third of that.
     * The default is 30 s. A lease should be several times longer than the longest pause of a process, and than the
     * command timeout.
     *
     * @throws IllegalArgumentException if it is less than 100 ms
     */
    public RedisAccess leaseLength(Duration length) {
        requireAtLeast(SHORTEST_LEASE, length, "A lease");
        var changed = copy();
        changed.leaseLength = length;
        return changed;
    }

    /**
     * Accepts a Redis that evicts keys. That costs sign-ins, lost leases and calls that exceed limits, but no wrong
     * token.
     */
    public RedisAccess evictionAllowed() {
        var changed = copy();
        changed.evictionAllowed = true;
        return changed;
    }

    /** Sets the clock by which it is waited here. The default is that of this machine. Redis goes by its own. */
    public RedisAccess time(Time clock) {
        var changed = copy();
        changed.time = Objects.requireNonNull(clock, "clock");
        return changed;
    }

    private static void requireAtLeast(Duration least, Duration given, String what) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(what + " must last at least " + least + ", not " + given);
        }
    }

    RedisURI uri() {
        return uri;
    }

    @Nullable
    RedisClient client() {
        return client;
    }

    String keyPrefix() {
        return keyPrefix;
    }

    long commandMillis() {
        return commandTimeout.toMillis();
    }

    long leaseMillis() {
        return leaseLength.toMillis();
    }

    boolean isEvictionAllowed() {
        return evictionAllowed;
    }

    Time time() {
        return time;
    }

    /** Names the server, without user and password. */
    @Override
    public String toString() {
        List<RedisURI> sentinels = uri.getSentinels();
        if (sentinels.isEmpty()) {
            return "Redis at " + place(uri);
        }
        return "Redis " + uri.getSentinelMasterId() + " of the Sentinels "
                + sentinels.stream().map(RedisAccess::place).collect(Collectors.joining(", "));
    }

    private static String place(RedisURI uri) {
        return uri.getSocket() == null ? uri.getHost() + ":" + uri.getPort() : uri.getSocket();
    }
}
