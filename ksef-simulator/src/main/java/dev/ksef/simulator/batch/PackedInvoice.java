package dev.ksef.simulator.batch;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.crypto.Sha256Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * A file of a package. Of one that is larger than any invoice only the beginning is kept, one byte more than an
 * invoice may have.
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record PackedInvoice(String fileName, Sha256Base64 hash, byte[] xml) {

    private static final int MAX_NAME_LENGTH = 128;

    static PackedInvoice read(String name, InputStream content, int mostBytes) throws IOException {
        MessageDigest digest = Sha256Digests.start();
        DigestInputStream digested = new DigestInputStream(content, digest);
        byte[] xml = digested.readNBytes(mostBytes + 1);
        digested.transferTo(OutputStream.nullOutputStream());
        return new PackedInvoice(shown(name), Sha256Base64.of(Sha256Digests.base64(digest)), xml);
    }

    /** The name as lists show it, which has a largest length: of a longer one, the end. */
    private static String shown(String name) {
        return name.substring(Math.max(0, name.length() - MAX_NAME_LENGTH));
    }
}
