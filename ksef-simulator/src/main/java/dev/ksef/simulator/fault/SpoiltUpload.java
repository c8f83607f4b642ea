package dev.ksef.simulator.fault;

import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Makes an upload go wrong on its way. */
final class SpoiltUpload {

    private static final int PIECES = 10;

    private SpoiltUpload() {}

    /** Reads half of the upload, and resets its connection. */
    static HttpReply reset(HttpRequest request) {
        try {
            request.upload().readNBytes((int) (length(request) / 2));
        } catch (IOException alreadyCut) {
            // The connection ends anyway.
        }
        return HttpReply.reset();
    }

    /** The upload in ten pieces, each of which has to be waited for. */
    static HttpRequest slow(HttpRequest request, Runnable waiting) {
        long piece = Math.max(1, length(request) / PIECES);
        return request.withUpload(new SlowStream(request.upload(), piece, waiting));
    }

    private static long length(HttpRequest request) {
        return request.header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    /** Has each piece waited for, but the rest of the last one. */
    private static final class SlowStream extends FilterInputStream {

        private final long piece;
        private final Runnable waiting;
        private int pieces;
        private long left;

        SlowStream(InputStream upload, long piece, Runnable waiting) {
            super(upload);
            this.piece = piece;
            this.waiting = waiting;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && pieces < PIECES) {
                waiting.run();
                pieces++;
                left = piece;
            }
            int read = super.read(bytes, from, left == 0 ? length : (int) Math.min(length, left));
            left = Math.max(0, left - Math.max(0, read));
            return read;
        }
    }
}
