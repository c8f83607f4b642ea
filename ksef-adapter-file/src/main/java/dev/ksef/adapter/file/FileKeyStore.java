package dev.ksef.adapter.file;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keeps content keys in a directory, so that another process, or this one after a restart, can finish what was begun. Files,
 * permissions and damaged files are handled as in {@link FileTokenStore}. Both stores may share a directory and a key.
 */
public final class FileKeyStore implements KeyStore, AutoCloseable {

    private static final EntryKind<ContentKey> CONTENT_KEYS = new EntryKind<>(
            "key", "restore it from a backup, or what it belongs to cannot be read any more", new ContentKeyFormat());

    private final EncryptedFiles<ContentKey> files;

    private FileKeyStore(EncryptedFiles<ContentKey> files) {
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
    public static FileKeyStore open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * Opens a store with the key as an object, such as one from a {@link java.security.KeyStore}. The object stays usable.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileKeyStore open(Path directory, SecretKey key) {
        return StoreCipher.withBytesOf(key, bytes -> open(directory, bytes));
    }

    /**
     * Opens a store that waits by the given clock.
     *
     * @throws IllegalArgumentException as {@link #open(Path, byte[])}
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileKeyStore open(Path directory, byte[] key, Time time) {
        return open(new StoreDirectory(directory), key, time);
    }

    static FileKeyStore open(StoreDirectory directory, byte[] key, Time time) {
        return new FileKeyStore(EncryptedFiles.open(directory, CONTENT_KEYS, key, time));
    }

    @Override
    public void save(ReferenceNumber reference, ContentKey key) {
        files.save(entry(reference), key);
    }

    @Override
    public Optional<ContentKey> find(ReferenceNumber reference) {
        return files.find(entry(reference));
    }

    @Override
    public void remove(ReferenceNumber reference) {
        files.remove(entry(reference));
    }

    private static EntryName entry(ReferenceNumber reference) {
        return EntryName.of(CONTENT_KEYS.name(), "the content key of " + reference, reference.value());
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return "FileKeyStore[" + files + "]";
    }
}
