package dev.ksef.port.store;

import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Yields the keys by which shared stores encrypt what they keep (AES-256-GCM). Each key has an id, which stands beside what it
 * encrypted. So a new key can take the place of an old one: the old one still decrypts, and whatever is written anew, or read by
 * a store of tokens or keys, is encrypted with the new one.
 *
 * <p>A key may be an object that yields its 32 bytes, such as a {@link javax.crypto.spec.SecretKeySpec} with the answer of a key
 * management service, or one that never leaves its device, such as a key of {@code SunPKCS11}. The provider of such a one must be
 * registered ({@link java.security.Security#addProvider}). Its length cannot be checked: make it with 256 bits.
 *
 * <p><b>Threading:</b> safe for many threads.
 *
 * <p><b>Time:</b> a store asks for the current id each time it writes, which should be fast. It asks for each key once, and keeps
 * what it got until it is closed, or the key fails: then the next call asks again.
 *
 * <p><b>Failure:</b> what is thrown makes the call of the store fail with a {@link dev.ksef.model.error.KsefStorageException}
 * that names the id of the key; the next call asks again.
 *
 * <p><b>Secrets:</b> an id is no secret: it stands in the storage and in messages.
 */
public interface DataKeys {

    /**
     * Returns the id of the key that encrypts from now on.
     *
     * @return 1 to 64 letters, digits and {@code . _ - : /}, such as a date or the name of a version of the key
     */
    String current();

    /** Returns the key with an id: 32 bytes, unless it does not yield them. Empty if there is none. */
    Optional<SecretKey> find(String id);

    /** Returns one key, which encrypts and decrypts everything. */
    static DataKeys of(String id, SecretKey key) {
        return of(id, Map.of(id, key));
    }

    /**
     * Returns several keys.
     *
     * @param current id of the one that encrypts
     * @param keys all keys by their ids; those that are not the current one only decrypt
     * @throws IllegalArgumentException if the current one is missing
     */
    static DataKeys of(String current, Map<String, SecretKey> keys) {
        return new FixedDataKeys(current, Map.copyOf(keys));
    }
}
