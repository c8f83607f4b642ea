package dev.ksef.adapter.feign.exchange;

import feign.Response;
import feign.Util;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a response that is read on one thread and may be given up by another. */
final class AbandonableBody {

    private final AtomicReference<@Nullable InputStream> opened = new AtomicReference<>();
    private volatile boolean givenUp;
    private @Nullable InputStream plain;

    /** Opens the body of a response, if it has one; what comes after it was given up is closed at once. */
    InputStream of(Response response) throws IOException {
        InputStream body = response.body() == null
                ? InputStream.nullInputStream()
                : response.body().asInputStream();
        opened.set(body);
        if (givenUp) {
            close();
        }
        return body;
    }

    /** Whether a response came. */
    boolean isOpened() {
        return opened.get() != null;
    }

    /** Reads what is there, at least a byte; -1 at the end. */
    int read(byte[] buffer, boolean gzip) throws IOException {
        if (plain == null) {
            InputStream body = Util.checkNotNull(opened.get(), "nothing was opened");
            plain = gzip ? new GZIPInputStream(body) : body;
        }
        return plain.read(buffer);
    }

    /** Nobody reads it any more. True if it is there to be closed; if it is not yet, it is closed when it comes. */
    boolean giveUp() {
        givenUp = true;
        return opened.get() != null;
    }

    /** Closes it, which may hang. False where the engine would not have it, as OkHttp while somebody reads. */
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
