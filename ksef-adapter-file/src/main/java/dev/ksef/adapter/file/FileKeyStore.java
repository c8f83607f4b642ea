package dev.ksef.adapter.file;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.internal.content.ContentKeyFormat;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/**
 * Keeps content keys in a directory, so that another process, or this one after a restart, can finish what was begun. Files,
 * permissions and damaged files are handled as in {@link FileTokenStore}. Both stores may share a directory and a key.
 *
 * <p>Keys that a version before {@link #references()} saved are found by their numbers, but not listed.
 */
public final class FileKeyStore implements KeyStore, AutoCloseable {

    private static final EntryKind<ContentKey> CONTENT_KEYS = new EntryKind<>(
            "key", "restore it from a backup, or what it belongs to cannot be read any more", new ContentKeyFormat());

    private static final EntryKind<ReferenceNumber> NUMBERS =
            new EntryKind<>("number", "look for its session in KSeF's list of sessions", new ReferenceNumberFormat());

    private final EncryptedFiles<ContentKey> files;
    /** The name of a key's file is a hash, so that the number is kept in a file beside it. */
    private final EncryptedFiles<ReferenceNumber> numbers;

    private FileKeyStore(EncryptedFiles<ContentKey> files, EncryptedFiles<ReferenceNumber> numbers) {
        this.files = files;
        this.numbers = numbers;
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
        EncryptedFiles<ContentKey> files = EncryptedFiles.open(directory, CONTENT_KEYS, key, time);
        try {
            return new FileKeyStore(files, EncryptedFiles.open(directory, NUMBERS, key, time));
        } catch (RuntimeException failure) {
            files.close();
            throw failure;
        }
    }

    @Override
    public void save(ReferenceNumber reference, ContentKey key) {
        try (ContentKey own = key.copy()) {
            numbers.save(number(entry(reference).fileName()), reference);
            files.save(entry(reference), own);
        }
    }

    @Override
    public Optional<ContentKey> find(ReferenceNumber reference) {
        return files.find(entry(reference));
    }

    @Override
    public Set<ReferenceNumber> references() {
        return files.fileNames().stream()
                .flatMap(file -> numbers.find(number(file)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void remove(ReferenceNumber reference) {
        files.remove(entry(reference));
        numbers.remove(number(entry(reference).fileName()));
    }

    private static EntryName number(String keyFile) {
        return EntryName.of(NUMBERS.name(), "the number of the session of " + keyFile, keyFile);
    }

    private static EntryName entry(ReferenceNumber reference) {
        return EntryName.of(CONTENT_KEYS.name(), "the content key of " + reference, reference.value());
    }

    @Override
    public void close() {
        try (numbers) {
            files.close();
        }
    }

    @Override
    public String toString() {
        return "FileKeyStore[" + files + "]";
    }
}
