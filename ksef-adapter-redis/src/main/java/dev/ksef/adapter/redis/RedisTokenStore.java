package dev.ksef.adapter.redis;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.ContentSeal;
import dev.ksef.port.internal.content.StoredTokensFormat;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import io.lettuce.core.RedisURI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in Redis, for all machines that share it. Each entry is encrypted with AES-256-GCM, and bound to its
 * key: moved elsewhere, it is not accepted. Names of keys hold a hash. An entry that another data key encrypted is
 * rewritten with the current one when it is read.
 *
 * <p>Redis drops an entry a day after the end of its last token. That instant is KSeF's, and is compared with the
 * clock of Redis: no node's clock matters. Where the clock of Redis is ahead by more than a day, entries are dropped
 * early, which costs sign-ins.
 *
 * <p>{@link #exclusively} takes a lease, which is renewed at a third of its length by a daemon thread that there is
 * only meanwhile. A holder that stops for longer loses it to the next one that asks. From then on what it saves or
 * removes under this key fails, and changes nothing, until its work ends. If nobody has taken a lease that had ended,
 * the next saving or renewal takes it again. Where Redis loses data that it had acknowledged (a failover to a replica
 * that was behind, a restart without persistence), leases are lost, too: two nodes may sign in at the same time, or a
 * saving is refused that need not be. That costs a sign-in, and never leads to a wrong token.
 *
 * <p>It connects when it is first used, and after a failure with the next call. It asks Redis over one connection,
 * with a few threads of Lettuce; {@link #close} ends them. An entry that cannot be read, a server that refuses
 * to write, or that is not to be trusted with tokens (see {@link RedisAccess}) is reported by a {@link
 * KsefStorageException}; an entry that cannot be read is neither overwritten nor removed.
 */
public final class RedisTokenStore implements TokenStore, AutoCloseable {

    private static final RedisScript WRITE = RedisScript.of("write-tokens.lua");
    private static final RedisScript REWRITE = RedisScript.of("rewrite-tokens.lua");
    private static final long WRITTEN = 0;
    private static final long NOT_SEEN = 1;
    private static final byte[] NOTHING = new byte[0];

    private final LazyConnection connection;
    private final String prefix;
    private final long leaseMillis;
    private final ContentSeal seal;
    private final StoredTokensFormat format = new StoredTokensFormat();
    private final Leases leases;

    private RedisTokenStore(RedisAccess access, ContentSeal seal) {
        this.connection = new LazyConnection(access);
        this.prefix = access.keyPrefix();
        this.leaseMillis = access.leaseMillis();
        this.seal = seal;
        this.leases = new Leases(connection, access.leaseMillis());
    }

    /** Creates a store that encrypts what it keeps. */
    public static RedisTokenStore encrypted(RedisURI uri, DataKeys keys) {
        return encrypted(RedisAccess.to(uri), keys);
    }

    /** Creates a store that encrypts what it keeps, with options. */
    public static RedisTokenStore encrypted(RedisAccess access, DataKeys keys) {
        return new RedisTokenStore(access, ContentSeal.encrypting(keys));
    }

    /**
     * Creates a store that leaves tokens in plain: for a Redis whose memory, disk and backups only this application
     * can read.
     */
    public static RedisTokenStore inPlain(RedisURI uri) {
        return inPlain(RedisAccess.to(uri));
    }

    /** Creates a store that leaves tokens in plain, with options. */
    public static RedisTokenStore inPlain(RedisAccess access) {
        return new RedisTokenStore(access, ContentSeal.plain());
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        TokenEntry entry = entry(key);
        byte[] kept = connection.ask("Finding " + entry, redis -> redis.get(RedisScript.bytes(entry.tokensName())));
        return kept == null ? Optional.empty() : Optional.of(read(entry, kept));
    }

    private StoredTokens read(TokenEntry entry, byte[] kept) {
        ContentSeal.Opened opened = seal.open(kept, entry.toString(), entry.place());
        try {
            StoredTokens tokens = format.read(opened.content());
            if (opened.outdated()) {
                rewrite(entry, kept, opened.content());
            }
            return tokens;
        } finally {
            Arrays.fill(opened.content(), (byte) 0);
        }
    }

    private void requireReadable(TokenEntry entry, byte[] kept) {
        byte[] content = seal.open(kept, entry.toString(), entry.place()).content();
        try {
            format.read(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Encrypts anew what was read. That it is still there as it was is seen by the script; a failure can wait for the
     * next reading.
     */
    private void rewrite(TokenEntry entry, byte[] kept, byte[] content) {
        try {
            byte[] anew = seal.close(content, entry.place());
            connection.ask("Rewriting " + entry, REWRITE.with(List.of(entry.tokensName()), digest(kept), anew));
        } catch (KsefStorageException later) {
            // What was read is good.
        }
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        TokenEntry entry = entry(key);
        byte[] content = format.write(tokens);
        try {
            write("Saving", entry, seal.close(content, entry.place()), TokenEntry.end(tokens));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public void remove(TokenKey key) {
        write("Removing", entry(key), NOTHING, null);
    }

    /** Replaces what is kept, after it was read: what cannot be read may be of value to somebody else. */
    private void write(String what, TokenEntry entry, byte[] value, @Nullable Long endMillis) {
        byte[] seen = NOTHING;
        while (true) {
            List<Object> answer = connection.ask(what + " " + entry, writing(entry, seen, value, endMillis));
            if (answer.get(0).equals(WRITTEN)) {
                return;
            }
            if (!answer.get(0).equals(NOT_SEEN)) {
                throw new KsefStorageException(
                        what + " " + entry + " was refused: the lease is lost to another node, since this one did not"
                                + " renew it in time. What that node keeps was left as it is",
                        null);
            }
            byte[] kept = (byte[]) answer.get(1);
            requireReadable(entry, kept);
            seen = digest(kept);
        }
    }

    private RedisCommand<List<Object>> writing(TokenEntry entry, byte[] seen, byte[] value, @Nullable Long endMillis) {
        return WRITE.with(
                List.of(entry.tokensName(), entry.leaseName(), entry.holderName()),
                leases.holder(entry).map(RedisScript::bytes).orElse(NOTHING),
                RedisScript.bytes(leaseMillis),
                RedisScript.bytes(Leases.HOLDER_KNOWN.toMillis()),
                seen,
                value,
                endMillis == null ? NOTHING : RedisScript.bytes(endMillis));
    }

    private static byte[] digest(byte[] kept) {
        return RedisScript.bytes(RedisScript.digest(kept));
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        return leases.exclusively(entry(key), deadline, work);
    }

    private TokenEntry entry(TokenKey key) {
        return TokenEntry.of(key, prefix);
    }

    @Override
    public void close() {
        leases.close();
        connection.close();
    }

    @Override
    public String toString() {
        return "RedisTokenStore[" + connection + ", " + seal + "]";
    }
}
