package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefCryptoException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;

/** Encrypts what is written to it, in small pieces. */
final class EncryptingOutputStream extends OutputStream {

    private static final int BLOCK_BYTES = 16;

    private final OutputStream into;
    private final Cipher cipher;
    private final byte[] made = new byte[ContentCipher.PIECE_BYTES + BLOCK_BYTES];
    private boolean broken;
    private boolean closed;

    EncryptingOutputStream(OutputStream into, Cipher cipher) {
        this.into = Objects.requireNonNull(into, "into");
        this.cipher = cipher;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] plain, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, plain.length);
        refuseUnlessWhole();
        broken = true; // unless all of the following succeeds
        for (int done = 0; done < length; done += ContentCipher.PIECE_BYTES) {
            into.write(made, 0, encrypted(plain, offset + done, Math.min(ContentCipher.PIECE_BYTES, length - done)));
        }
        broken = false;
    }

    private int encrypted(byte[] plain, int offset, int length) {
        try {
            return cipher.update(plain, offset, length, made);
        } catch (GeneralSecurityException impossible) {
            throw new KsefCryptoException("The content cannot be encrypted", impossible);
        }
    }

    @Override
    public void flush() throws IOException {
        into.flush();
    }

    /** Writes the end of the ciphertext, unless something was lost before, and closes the other stream in any case. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (into) {
            if (!broken) {
                into.write(made, 0, last());
            }
        } finally {
            Arrays.fill(made, (byte) 0);
        }
    }

    private int last() {
        try {
            return cipher.doFinal(made, 0);
        } catch (GeneralSecurityException impossible) {
            throw new KsefCryptoException("The content cannot be encrypted", impossible);
        }
    }

    private void refuseUnlessWhole() throws IOException {
        if (closed) {
            throw new IOException("The stream was closed");
        }
        if (broken) {
            throw new IOException("Writing failed before: what was written until then is incomplete");
        }
    }
}
