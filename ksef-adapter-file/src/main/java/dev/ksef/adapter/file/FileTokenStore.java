package dev.ksef.adapter.file;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.internal.content.StoredTokensFormat;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Keeps tokens in a directory, so that they survive a restart and are shared by all processes of one machine. Each entry is
 * a file of its own, encrypted with AES-256-GCM, replaced atomically, and readable by its owner only (0600 in a directory of
 * 0700). A directory that others may read or write is closed to them if it belongs to the user of this process and is empty, or
 * others may only read it and it holds nothing but files of stores; otherwise it is refused. Where the file system has no POSIX permissions (Windows), files inherit those of the directory: choose one that only
 * the application's user can enter. The directory must be on a file system with locks.
 *
 * <p>{@link #exclusively} works between threads and processes. If a process dies, the system releases its locks.
 *
 * <p>A file that is damaged, or of another program, is renamed to {@code ....corrupt-1} (or the next free number) and
 * reported by a {@link dev.ksef.model.error.KsefStorageException}; the next call finds no entry there. A file that another
 * key encrypted, or in a newer format, is reported and left as it is.
 *
 * <p>A JVM opens one store on a directory and shares it between clients. Closing it overwrites the key, and ends the waits of
 * its threads. An application that is redeployed without closing its store cannot open it again before the old one is garbage
 * collected.
 */
public final class FileTokenStore implements TokenStore, AutoCloseable {

    private static final EntryKind<StoredTokens> TOKENS =
            new EntryKind<>("tokens", "sign in again", new StoredTokensFormat());

    private final EncryptedFiles<StoredTokens> files;

    private FileTokenStore(EncryptedFiles<StoredTokens> files) {
        this.files = files;
    }

    /**
     * Opens a store in a directory, which is created if it is missing.
     *
     * @param key 32 random bytes, kept where secrets are kept; the store copies them
     * @throws IllegalArgumentException if the key has not 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, others may read or write
     *     it, or this JVM has a store open on it
     */
    public static FileTokenStore open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * Opens a store with the key as an object, such as one from a {@link java.security.KeyStore}. The object stays usable.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileTokenStore open(Path directory, SecretKey key) {
        return StoreCipher.withBytesOf(key, bytes -> open(directory, bytes));
    }

    /**
     * Opens a store that waits by the given clock.
     *
     * @throws IllegalArgumentException as {@link #open(Path, byte[])}
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileTokenStore open(Path directory, byte[] key, Time time) {
        return open(new StoreDirectory(directory), key, time);
    }

    static FileTokenStore open(StoreDirectory directory, byte[] key, Time time) {
        return new FileTokenStore(EncryptedFiles.open(directory, TOKENS, key, time));
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        return files.find(entry(key));
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        files.save(entry(key), tokens);
    }

    @Override
    public void remove(TokenKey key) {
        files.remove(entry(key));
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        return files.exclusively(entry(key), deadline, work);
    }

    private static EntryName entry(TokenKey key) {
        return EntryName.of(
                TOKENS.name(),
                "the tokens of " + key,
                key.environment(),
                key.context().type().value(),
                key.context().value(),
                key.credentials().value());
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return "FileTokenStore[" + files + "]";
    }
}
