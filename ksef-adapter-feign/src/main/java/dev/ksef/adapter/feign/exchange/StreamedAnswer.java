package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.http.ResponseContent;
import feign.Response;
import java.io.IOException;

/** An answer whose body is still on its way. It is read piece by piece, each within the time that is left by then. */
public final class StreamedAnswer implements AutoCloseable {

    private final ExchangeThreads exchanges;
    private final Response head;
    private final AbandonableBody body;
    private final boolean gzip;

    StreamedAnswer(ExchangeThreads exchanges, Response head, AbandonableBody body) {
        this.exchanges = exchanges;
        this.head = head;
        this.body = body;
        this.gzip = ResponseContent.isGzip(head);
    }

    /** Status and headers. The body is read by {@link #read} alone. */
    public Response head() {
        return head;
    }

    /**
     * Reads what has come, waiting for at least a byte; -1 at the end.
     *
     * @throws IOException whatever the failure of the engine was, a timeout included
     */
    public int read(byte[] buffer, long patienceMillis) throws IOException {
        return exchanges.await(() -> body.read(buffer, gzip), patienceMillis, body);
    }

    /** Frees the connection, whether the body was read to its end or not. */
    @Override
    public void close() {
        exchanges.abandon(body);
    }
}
