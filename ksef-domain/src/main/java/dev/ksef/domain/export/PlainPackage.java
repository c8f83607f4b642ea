package dev.ksef.domain.export;

import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The archive of a package: its parts, decrypted one after the other while they are read. */
final class PlainPackage extends InputStream {

    private final Iterator<FetchedPart> parts;
    private final ContentKey key;
    private final CryptoEngine crypto;
    private @Nullable InputStream current;
    private long left;

    /** Opens the archive at a place: parts before it are not read, and its own is decrypted from its beginning. */
    static InputStream openAt(long position, List<FetchedPart> parts, ContentKey key, CryptoEngine crypto)
            throws IOException {
        int first = 0;
        long within = position;
        while (first < parts.size() && within >= parts.get(first).plainBytes()) {
            within -= parts.get(first).plainBytes();
            first++;
        }
        var rest = new PlainPackage(parts.subList(first, parts.size()), key, crypto);
        rest.skipNBytes(within);
        return rest;
    }

    PlainPackage(List<FetchedPart> parts, ContentKey key, CryptoEngine crypto) {
        this.parts = parts.iterator();
        this.key = key;
        this.crypto = crypto;
        this.left = parts.stream().mapToLong(FetchedPart::plainBytes).sum();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            InputStream from = current == null ? next() : current;
            if (from == null) {
                return -1;
            }
            int count = from.read(target, offset, length);
            if (count > 0) {
                left -= count;
                return count;
            }
            from.close();
            current = null;
        }
    }

    private @Nullable InputStream next() throws IOException {
        if (parts.hasNext()) {
            current = crypto.decrypting(FetchedPart.opened(parts.next().file()), key);
        }
        return current;
    }

    /** {@code GZIPInputStream} of JDK 17 takes 0 for the end, and loses what follows a member. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, left));
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
