package dev.ksef.port.internal.content;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.DataKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Content under AES-256-GCM, in version 1: a byte that tells the form, the length of the key's id and the id, 12 random bytes,
 * and the encrypted content. The form, the id and the place are authenticated with it.
 */
final class EncryptingSeal implements ContentSeal {

    static final byte FORM = 'E';

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

    private final DataKeys keys;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    EncryptingSeal(DataKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] close(byte[] plain, String... place) {
        String id = current();
        Known key = key(id);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = head(id);
        try {
            byte[] encrypted = begun(newCipher(), Cipher.ENCRYPT_MODE, key.key(), nonce, head, place)
                    .doFinal(plain);
            return ByteBuffer.allocate(head.length + NONCE_BYTES + encrypted.length)
                    .put(head)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException | RuntimeException failure) {
            throw unusable(id, key, failure);
        }
    }

    @Override
    public Opened open(byte[] sealed, String what, String... place) {
        if (sealed.length > 0 && sealed[0] == PlainSeal.FORM) {
            throw new KsefStorageException(
                    "A form in plain is stored of " + what + ", though this store encrypts: it is not trusted."
                            + " Remove it, or open the store in plain to read it",
                    null);
        }
        String id = id(sealed, what);
        int begin = 2 + id.length();
        byte[] nonce = Arrays.copyOfRange(sealed, begin, begin + NONCE_BYTES);
        Known key = key(id);
        byte[] plain;
        try {
            Cipher idle = key.idle().getAndSet(null);
            Cipher cipher = idle == null ? newCipher() : idle;
            begun(cipher, Cipher.DECRYPT_MODE, key.key(), nonce, head(id), place);
            int from = begin + NONCE_BYTES;
            plain = cipher.doFinal(sealed, from, sealed.length - from);
            key.idle().set(cipher);
        } catch (AEADBadTagException altered) {
            throw altered(what, id, key);
        } catch (GeneralSecurityException | RuntimeException failure) {
            throw unusable(id, key, failure);
        }
        return new Opened(plain, !id.equals(current()));
    }

    /**
     * A key that was asked for.
     *
     * @param idle has decrypted with the key before, which takes a fifth of the time then; null while it is at work
     */
    private record Known(SecretKey key, AtomicReference<@Nullable Cipher> idle) {}

    private static String id(byte[] sealed, String what) {
        if (sealed.length < 2 || sealed[0] != FORM) {
            throw unknown(what);
        }
        int length = sealed[1];
        if (length < 1 || sealed.length < 2 + length + NONCE_BYTES + TAG_BYTES) {
            throw unknown(what);
        }
        String id = new String(sealed, 2, length, StandardCharsets.US_ASCII);
        if (!ID.matcher(id).matches()) {
            throw unknown(what);
        }
        return id;
    }

    private static byte[] head(String id) {
        byte[] letters = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + letters.length)
                .put(FORM)
                .put((byte) letters.length)
                .put(letters)
                .array();
    }

    /** Its provider is chosen by the key at the beginning: that of the key's device, if the key does not leave it. */
    private static Cipher newCipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    private static Cipher begun(Cipher cipher, int mode, SecretKey key, byte[] nonce, byte[] head, String... place)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(TextFormat.bytes(place));
        return cipher;
    }

    private String current() {
        String id;
        try {
            id = keys.current();
        } catch (RuntimeException failure) {
            throw new KsefStorageException(
                    "The id of the key that encrypts this store could not be had ("
                            + failure.getClass().getName() + "): see to whatever keeps the keys",
                    null);
        }
        if (id == null || !ID.matcher(id).matches()) {
            throw new KsefStorageException(
                    "The id of a key that encrypts a store must have 1 to 64 letters, digits, or . _ - : /", null);
        }
        return id;
    }

    private Known key(String id) {
        Known found = known.get(id);
        if (found != null) {
            return found;
        }
        var asked = new Known(asked(id), new AtomicReference<>());
        known.put(id, asked);
        return asked;
    }

    private SecretKey asked(String id) {
        SecretKey key;
        byte @Nullable [] bytes;
        try {
            key = keys.find(id).orElse(null);
            bytes = key == null ? null : key.getEncoded();
        } catch (RuntimeException failure) {
            throw new KsefStorageException(
                    "The key " + id + " of this store could not be had ("
                            + failure.getClass().getName() + "): see to whatever keeps the keys",
                    null);
        }
        if (key == null) {
            throw new KsefStorageException(
                    "The key " + id + " is missing: give the store the key with this id, too", null);
        }
        requireUsable(id, bytes);
        return key;
    }

    private static void requireUsable(String id, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        boolean usable = bytes.length == KEY_BYTES && !Arrays.equals(bytes, new byte[KEY_BYTES]);
        // What a key yields may be its own array, so it is left as it is.
        if (!usable) {
            throw new KsefStorageException(
                    "The key " + id + " must have 32 random bytes (AES-256): it has " + bytes.length
                            + ", or only zeros",
                    null);
        }
    }

    /** A device that was away may know its key by another handle now, so that the next call asks for the key again. */
    private KsefStorageException unusable(String id, Known key, Exception failure) {
        known.remove(id, key);
        return new KsefStorageException(
                "The key " + id + " cannot be used for AES-256-GCM ("
                        + failure.getClass().getName()
                        + "): see to its kind or, if it does not leave its device, to the device, and that its provider"
                        + " is registered",
                null);
    }

    /** SunPKCS11 takes any error of a device that has no name for one that finds the content altered. */
    private KsefStorageException altered(String what, String id, Known key) {
        boolean isInDevice = key.key().getFormat() == null;
        if (isInDevice) {
            known.remove(id, key);
        }
        return new KsefStorageException(
                "What is stored of " + what
                        + " was altered, moved from another place, or encrypted by another key that had the id " + id
                        + " too" + (isInDevice ? "; or the device of the key failed" : "")
                        + ". It is left as it is: give the store the right key, or remove it",
                null);
    }

    static KsefStorageException unknown(String what) {
        return new KsefStorageException(
                "What is stored of " + what + " was altered, or has a form that this version of the SDK does not know."
                        + " It is left as it is",
                null);
    }

    @Override
    public String toString() {
        return "encrypted";
    }
}
