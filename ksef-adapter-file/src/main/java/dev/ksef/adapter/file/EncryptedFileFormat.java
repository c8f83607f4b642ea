package dev.ksef.adapter.file;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The format of a file, version 1. After the header ({@code KSEFSTOR}), whose random bytes are the nonce, the content follows,
 * encrypted with AES-256-GCM, with its tag. It is bound to the header and to the name of the entry, so that files cannot be
 * exchanged.
 */
final class EncryptedFileFormat {

    private final StoreCipher cipher;
    private final FileHeader headers;

    EncryptedFileFormat(StoreCipher cipher) {
        this.cipher = cipher;
        this.headers = new FileHeader("KSEFSTOR", cipher);
    }

    byte[] encrypt(EntryName entry, byte[] content) {
        byte[] header = headers.next();
        byte[] encrypted = cipher.encrypt(content, FileHeader.random(header), FileHeader.bound(header), entry.text());
        return ByteBuffer.allocate(FileHeader.BYTES + encrypted.length)
                .put(header)
                .put(encrypted)
                .array();
    }

    byte[] decrypt(EntryName entry, byte[] file) throws UnreadableFileException {
        headers.requireReadable(file, FileHeader.BYTES + StoreCipher.TAG_BYTES);
        byte[] encrypted = Arrays.copyOfRange(file, FileHeader.BYTES, file.length);
        try {
            return cipher.decrypt(encrypted, FileHeader.random(file), FileHeader.bound(file), entry.text());
        } catch (GeneralSecurityException refused) {
            throw UnreadableFileException.damaged("damaged");
        }
    }
}
