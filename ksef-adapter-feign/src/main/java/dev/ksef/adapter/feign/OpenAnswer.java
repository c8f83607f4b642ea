package dev.ksef.adapter.feign;

import feign.Response;
import java.io.IOException;

/** An answer whose body is still on its way: it is read piece by piece, each within the time that is left by then. */
final class OpenAnswer implements AutoCloseable {

    private final Exchanges exchanges;
    private final Response head;
    private final OpenBody body;
    private final boolean gzip;

    OpenAnswer(Exchanges exchanges, Response head, OpenBody body) {
        this.exchanges = exchanges;
        this.head = head;
        this.body = body;
        this.gzip = Answers.isGzip(head);
    }

    /** Status and headers; its body is read here alone. */
    Response head() {
        return head;
    }

    /** Reads what has come, waiting for at least a byte; -1 at the end. */
    int read(byte[] buffer, long patienceMillis) throws IOException {
        return exchanges.await(() -> body.read(buffer, gzip), patienceMillis, body);
    }

    /** Lets go of it, whether it was read to its end or not. */
    @Override
    public void close() {
        exchanges.giveUp(body);
    }
}
