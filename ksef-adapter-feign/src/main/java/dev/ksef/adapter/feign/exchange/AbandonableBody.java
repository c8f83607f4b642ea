package dev.ksef.adapter.feign.exchange;

import feign.Response;
import feign.Util;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a response that one thread reads and another may abandon. */
final class AbandonableBody {

    private final AtomicReference<@Nullable InputStream> opened = new AtomicReference<>();
    private volatile boolean abandoned;
    private @Nullable InputStream plain;

    /** Opens the body of a response, empty if it has none. A body that comes after it was abandoned is closed at once. */
    InputStream open(Response response) throws IOException {
        InputStream body = response.body() == null
                ? InputStream.nullInputStream()
                : response.body().asInputStream();
        opened.set(body);
        if (abandoned) {
            close();
        }
        return body;
    }

    /** Tells whether a response has come. */
    boolean isOpened() {
        return opened.get() != null;
    }

    /** Reads what has come, waiting for at least a byte; -1 at the end. */
    int read(byte[] buffer, boolean gzip) throws IOException {
        if (plain == null) {
            InputStream body = Util.checkNotNull(opened.get(), "The body must be opened before it is read");
            plain = gzip ? new GZIPInputStream(body) : body;
        }
        return plain.read(buffer);
    }

    /**
     * Notes that nobody reads it any more. A body that has not come yet is closed when it comes.
     *
     * @return whether it has come, and is to be closed
     */
    boolean abandon() {
        abandoned = true;
        return opened.get() != null;
    }

    /**
     * Closes it, which may hang.
     *
     * @return whether the engine let it be closed; OkHttp does not while somebody reads
     */
    boolean close() {
        try {
            Util.ensureClosed(opened.get());
            return true;
        } catch (RuntimeException beingRead) {
            // Nobody waits for it any more, and its connection ends with whoever reads.
            return false;
        }
    }
}
