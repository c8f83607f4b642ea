package dev.ksef.adapter.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Encrypts or decrypts a stream chunk by chunk. Unlike {@link javax.crypto.CipherInputStream} it does not treat a last block
 * that fails as the end of the content: after a failure every further read fails.
 */
final class CipherStream extends InputStream {

    private static final int BLOCK_BYTES = 16;

    private final InputStream source;
    private final Cipher cipher;
    private final boolean mayBeEmpty;
    private final byte[] taken = new byte[ContentCipher.PIECE_BYTES];
    private final byte[] made = new byte[ContentCipher.PIECE_BYTES + 2 * BLOCK_BYTES];
    private int position;
    private int limit;
    private boolean anythingTaken;
    private StreamState state = StreamState.OPEN;

    private enum StreamState {
        OPEN,
        ENDED,
        BROKEN,
        CLOSED
    }

    private CipherStream(InputStream source, Cipher cipher, boolean mayBeEmpty) {
        this.source = Objects.requireNonNull(source, "source");
        this.cipher = cipher;
        this.mayBeEmpty = mayBeEmpty;
    }

    static InputStream encrypting(InputStream plain, Cipher cipher) {
        return new CipherStream(plain, cipher, true);
    }

    /** Even empty content has a block of padding, so a ciphertext without any block is truncated. */
    static InputStream decrypting(InputStream encrypted, Cipher cipher) {
        return new CipherStream(encrypted, cipher, false);
    }

    @Override
    public int read() throws IOException {
        return atEnd() ? -1 : made[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (atEnd()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(made, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return limit - position;
    }

    /** Overwrites the buffers and closes the source, without reading more of it. */
    @Override
    public void close() throws IOException {
        state = StreamState.CLOSED;
        position = limit;
        Arrays.fill(taken, (byte) 0);
        Arrays.fill(made, (byte) 0);
        source.close();
    }

    private boolean atEnd() throws IOException {
        while (position == limit && state != StreamState.ENDED) {
            refill();
        }
        return position == limit;
    }

    private void refill() throws IOException {
        refuseUnlessOpen();
        state = StreamState.BROKEN; // unless all of the following succeeds
        int count = source.read(taken);
        anythingTaken |= count > 0;
        limit = made(count);
        position = 0;
        state = count < 0 ? StreamState.ENDED : StreamState.OPEN;
    }

    private int made(int count) throws IOException {
        try {
            return count >= 0 ? cipher.update(taken, 0, count, made) : last();
        } catch (GeneralSecurityException whichever) {
            // Which check failed is not told: that would help to forge ciphertexts.
            throw new IOException(ContentCipher.UNREADABLE);
        }
    }

    private int last() throws IOException, GeneralSecurityException {
        if (!anythingTaken && !mayBeEmpty) {
            throw new IOException(ContentCipher.UNREADABLE);
        }
        return cipher.doFinal(made, 0);
    }

    private void refuseUnlessOpen() throws IOException {
        if (state == StreamState.BROKEN) {
            throw new IOException("Reading failed before: what was read until then is incomplete");
        }
        if (state == StreamState.CLOSED) {
            throw new IOException("The stream was closed");
        }
    }
}
