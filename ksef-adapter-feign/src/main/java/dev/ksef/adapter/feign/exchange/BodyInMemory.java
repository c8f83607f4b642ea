package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer in memory, decompressed and bounded. Of an error, the beginning. */
final class BodyInMemory {

    /** Several times the largest UPO page and the largest invoice. Everything bigger travels by signed links. */
    static final int LARGEST_BYTES = 32 * 1024 * 1024;

    /** KSeF's errors take a few kilobytes. The beginning of a firewall's page is enough. Counted after decompression. */
    static final int LARGEST_ERROR_BYTES = 64 * 1024;

    /** How a compressed body begins. */
    private static final int GZIP_FIRST = 0x1F;

    private static final int GZIP_SECOND = 0x8B;

    private BodyInMemory() {}

    /** Reads a body to its end, or an error as far as it is wanted. */
    static byte[] read(InputStream body, boolean error, boolean gzip) throws IOException {
        return error ? beginning(body, gzip) : unpacked(limited(body), false, gzip);
    }

    /**
     * Returns a body that has come, or the beginning of an error.
     *
     * @param body null for none: the JDK's client says so of the answer of a proxy
     */
    static byte[] unpacked(byte @Nullable [] body, boolean error, boolean gzip) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        if (body.length == 0 || !gzip) {
            return body;
        }
        var packed = new ByteArrayInputStream(body);
        if (error) {
            return beginning(packed, true);
        }
        try (var unwrapped = new GZIPInputStream(packed)) {
            return limited(unwrapped);
        }
    }

    /** The beginning of an error, as far as it can be unpacked: one that is cut or damaged still says something. */
    private static byte[] beginning(InputStream body, boolean gzip) {
        var beginning = new ByteArrayOutputStream();
        try {
            InputStream plain = gzip ? unpacked(new BufferedInputStream(body)) : body;
            byte[] piece = new byte[4096];
            for (int read = plain.read(piece);
                    read > 0 && beginning.size() < LARGEST_ERROR_BYTES;
                    read = plain.read(piece)) {
                beginning.write(piece, 0, Math.min(read, LARGEST_ERROR_BYTES - beginning.size()));
            }
        } catch (IOException cut) {
            // What came before is the beginning. The fact that it is an error stays all the same.
        }
        return beginning.toByteArray();
    }

    /** Something on the way may call plain text compressed. */
    private static InputStream unpacked(BufferedInputStream body) throws IOException {
        body.mark(2);
        boolean packed = body.read() == GZIP_FIRST && body.read() == GZIP_SECOND;
        body.reset();
        return packed ? new GZIPInputStream(body) : body;
    }

    private static byte[] limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new OversizedAnswerException(LARGEST_BYTES);
        }
        return bytes;
    }
}
