package dev.ksef.port.internal.content;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.DataKeys;

/**
 * Protects what a store keeps outside its process. Content is bound to the place where it is kept: moved elsewhere, it cannot
 * be opened. Thread-safe.
 */
public interface ContentSeal {

    /** Returns a seal that encrypts. */
    static ContentSeal encrypting(DataKeys keys) {
        return new EncryptingSeal(keys);
    }

    /** Returns a seal that leaves contents in plain, for storage that is encrypted otherwise. */
    static ContentSeal plain() {
        return new PlainSeal();
    }

    /**
     * Returns content as it is kept.
     *
     * @param plain the caller overwrites it
     * @param place tells the place from all others: the purpose, and what the content is kept by
     * @throws KsefStorageException if there is no key to encrypt with
     */
    byte[] close(byte[] plain, String... place);

    /**
     * Returns content as it was.
     *
     * @param sealed what {@link #close} returned
     * @param what is kept there, for messages, such as {@code "the tokens of ..."}
     * @param place as it was when it was closed
     * @throws KsefStorageException if it was altered or moved, or the key is missing; its message says which, and nothing of the
     *     content
     */
    Opened open(byte[] sealed, String what, String... place);

    /**
     * Content that was opened.
     *
     * @param content the caller overwrites it
     * @param outdated whether it should be closed anew, since another key encrypts now
     */
    record Opened(byte[] content, boolean outdated) {

        @Override
        public String toString() {
            return "Opened[redacted]";
        }
    }
}
