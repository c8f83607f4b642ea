package dev.ksef.adapter.file;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Time;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keeps content keys in a directory, so that another process, or this one after a restart, can finish what was begun.
 * The files, their permissions, what is set aside and what is left alone are those of {@link FileTokenStore}; both
 * stores may share a directory and a key.
 */
public final class FileKeyStore implements KeyStore, AutoCloseable {

    private static final String KIND = "key";

    private final EncryptedFiles files;

    private FileKeyStore(EncryptedFiles files) {
        this.files = files;
    }

    /**
     * A store in a directory, which is made if it is missing.
     *
     * @param key 32 random bytes, kept where secrets are kept; the store copies them
     * @throws IllegalArgumentException if the key has not 32 bytes
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, or this JVM has a store open on it
     */
    public static FileKeyStore open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * A store in a directory, with the key as an object, such as one from a key store.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, or this JVM has a store open on it
     */
    public static FileKeyStore open(Path directory, SecretKey key) {
        return StoreSecret.with(key, bytes -> open(directory, bytes));
    }

    /** A store that waits by the given clock. */
    public static FileKeyStore open(Path directory, byte[] key, Time time) {
        return open(new Disk(directory), key, time);
    }

    static FileKeyStore open(Disk disk, byte[] key, Time time) {
        return new FileKeyStore(EncryptedFiles.open(
                disk, KIND, "restore it from a backup, or what it belongs to cannot be read any more", key, time));
    }

    @Override
    public void save(ReferenceNumber reference, ContentKey key) {
        byte[] content = bytesOf(key);
        try {
            files.save(entry(reference), content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public Optional<ContentKey> find(ReferenceNumber reference) {
        return files.find(entry(reference)).map(FileKeyStore::keyOf);
    }

    @Override
    public void remove(ReferenceNumber reference) {
        files.remove(entry(reference));
    }

    /** The key, then its vector: 48 bytes. */
    private static byte[] bytesOf(ContentKey key) {
        byte[] secret = key.key();
        try {
            return ByteBuffer.allocate(ContentKey.KEY_BYTES + ContentKey.IV_BYTES)
                    .put(secret)
                    .put(key.initializationVector())
                    .array();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static ContentKey keyOf(byte[] content) {
        byte[] secret = Arrays.copyOf(content, ContentKey.KEY_BYTES);
        try {
            return ContentKey.of(secret, Arrays.copyOfRange(content, ContentKey.KEY_BYTES, content.length));
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Entry entry(ReferenceNumber reference) {
        return Entry.of(KIND, "the content key of " + reference, reference.value());
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
