package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.settings.EngineSettings;
import feign.Request;
import feign.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Uploads beside an engine that cannot stream the body of a request: by the JDK's client, with the proxy and the TLS of the
 * default engine. It is made for the first upload, since it takes a thread.
 */
public final class SpareUploads implements UploadEngine, AutoCloseable {

    private final EngineSettings settings;
    private @Nullable JdkHttpEngine made;
    private boolean closed;

    public SpareUploads(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public Response upload(Request head, UploadContent content, Request.Options options) throws IOException {
        return engine().uploads().upload(head, content, options);
    }

    private synchronized JdkHttpEngine engine() throws ClosedTransportException {
        if (closed) {
            throw new ClosedTransportException(false);
        }
        if (made == null) {
            made = new JdkHttpEngine(settings);
        }
        return made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (made != null) {
            made.close();
        }
    }
}
