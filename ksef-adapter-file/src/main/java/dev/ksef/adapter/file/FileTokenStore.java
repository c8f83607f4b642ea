package dev.ksef.adapter.file;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Keeps tokens in a directory, so that they survive a restart and are shared by all processes of one machine: each
 * entry is a file of its own, encrypted with AES-256-GCM, replaced atomically, readable by its owner only (0600 in a
 * directory of 0700). Where the file system has no POSIX permissions (Windows), files get what the directory passes on:
 * choose one that only the application's user can enter. The directory must be on a file system with locks.
 *
 * <p>{@link #exclusively} holds between threads and processes, and is let go by the system if a process dies.
 *
 * <p>A file that is damaged or foreign is renamed to {@code ....corrupt-1} (or the next free number) and reported by a
 * {@link dev.ksef.model.error.KsefStorageException}; the next call finds no entry there. A file under another key, or in
 * a newer format, is reported and left as it is.
 *
 * <p>A JVM opens one store on a directory and shares it between clients. Closing it overwrites the key.
 */
public final class FileTokenStore implements TokenStore, AutoCloseable {

    private static final String KIND = "tokens";

    private final EncryptedFiles files;

    private FileTokenStore(EncryptedFiles files) {
        this.files = files;
    }

    /**
     * A store in a directory, which is made if it is missing.
     *
     * @param key 32 random bytes, kept where secrets are kept; the store copies them
     * @throws IllegalArgumentException if the key has not 32 bytes
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, or this JVM has a store open on it
     */
    public static FileTokenStore open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * A store in a directory, with the key as an object, such as one from a key store.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, or this JVM has a store open on it
     */
    public static FileTokenStore open(Path directory, SecretKey key) {
        return StoreSecret.with(key, bytes -> open(directory, bytes));
    }

    /** A store that waits by the given clock. */
    public static FileTokenStore open(Path directory, byte[] key, Time time) {
        return open(new Disk(directory), key, time);
    }

    static FileTokenStore open(Disk disk, byte[] key, Time time) {
        return new FileTokenStore(EncryptedFiles.open(disk, KIND, "sign in again", key, time));
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        return files.find(entry(key)).map(TokenFormat::read);
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        byte[] content = TokenFormat.write(tokens);
        try {
            files.save(entry(key), content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public void remove(TokenKey key) {
        files.remove(entry(key));
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        return files.exclusively(entry(key), deadline, work);
    }

    private static Entry entry(TokenKey key) {
        return Entry.of(
                KIND,
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
