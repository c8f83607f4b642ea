package dev.ksef.domain.export;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a fetched part really is: read, decrypted and hashed in one pass.
 *
 * @param plainHash null if it cannot be decrypted
 * @param plainBytes 0 if it cannot be decrypted
 */
record PartContent(
        Sha256 encryptedHash, long encryptedBytes, @Nullable Sha256 plainHash, long plainBytes) {

    private static final int PIECE_BYTES = 4096;

    /** @throws KsefStorageException if the file cannot be read */
    static PartContent of(Path file, ContentKey key, CryptoEngine crypto) {
        try (HashingOutputStream encrypted = crypto.hashing(OutputStream.nullOutputStream());
                HashingOutputStream plain = crypto.hashing(OutputStream.nullOutputStream());
                var source = new HashedInput(FetchedPart.opened(file), encrypted)) {
            boolean decrypted = isDecrypted(source, plain, key, crypto);
            source.readToTheEnd();
            return new PartContent(
                    encrypted.sha256(),
                    encrypted.sizeBytes(),
                    decrypted ? plain.sha256() : null,
                    decrypted ? plain.sizeBytes() : 0);
        } catch (IOException unreadable) {
            throw new KsefStorageException(
                    "The fetched part " + file.getFileName() + " cannot be read again", unreadable);
        }
    }

    /** A failure of the disk is no failure to decrypt. */
    private static boolean isDecrypted(HashedInput source, OutputStream plain, ContentKey key, CryptoEngine crypto)
            throws IOException {
        InputStream decrypting = crypto.decrypting(source, key);
        byte[] piece = new byte[PIECE_BYTES];
        try {
            for (int count = decrypting.read(piece); count >= 0; count = decrypting.read(piece)) {
                plain.write(piece, 0, count);
            }
            return true;
        } catch (IOException failed) {
            if (source.failure != null) {
                throw source.failure;
            }
            return false;
        }
    }

    /**
     * Tells what differs from what KSeF declared; nothing if all is right.
     *
     * @param storageHash what the storage declared for the encrypted part
     */
    List<String> differences(ExportedPart declared, @Nullable Sha256 storageHash) {
        List<String> different = new ArrayList<>();
        if (plainHash == null) {
            different.add("it cannot be decrypted");
        } else {
            compare(different, "the hash of the plain part", plainHash, declared.partHash());
            compare(different, "the size of the plain part", plainBytes, declared.partSize());
        }
        compare(different, "the hash of the encrypted part", encryptedHash, declared.encryptedPartHash());
        compare(different, "the size of the encrypted part", encryptedBytes, declared.encryptedPartSize());
        compare(different, "the hash that the storage told", encryptedHash, storageHash);
        return different;
    }

    private static void compare(List<String> different, String what, Object actual, @Nullable Object declared) {
        if (declared != null && !Objects.equals(actual, declared)) {
            different.add(what);
        }
    }

    /** Hashes what is read through it. */
    private static final class HashedInput extends FilterInputStream {

        private final HashingOutputStream hash;
        private @Nullable IOException failure;

        HashedInput(InputStream source, HashingOutputStream hash) {
            super(source);
            this.hash = hash;
        }

        void readToTheEnd() throws IOException {
            byte[] rest = new byte[PIECE_BYTES];
            int count;
            do {
                count = read(rest, 0, rest.length);
            } while (count >= 0);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = in.read(target, offset, length);
                if (count > 0) {
                    hash.write(target, offset, count);
                }
                return count;
            } catch (IOException broken) {
                failure = broken;
                throw broken;
            }
        }
    }
}
