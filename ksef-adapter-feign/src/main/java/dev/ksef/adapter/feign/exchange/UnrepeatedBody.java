package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.DroppedConnectionException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The body, or none, of a request that leaves once. When a kept connection ends before an answer, the JDK's client sends a
 * GET again by itself, although KSeF may have counted it. It asks for the length of the body each time: the second time it
 * is refused, so that the exchange fails as a dropped connection, and the retry step decides what follows.
 */
final class UnrepeatedBody implements BodyPublisher {

    private final BodyPublisher content;
    private final long sizeBytes;
    private final AtomicBoolean sent = new AtomicBoolean();

    private UnrepeatedBody(BodyPublisher content, long sizeBytes) {
        this.content = content;
        this.sizeBytes = sizeBytes;
    }

    static UnrepeatedBody of(byte @Nullable [] content) {
        BodyPublisher publisher = content == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
        return new UnrepeatedBody(publisher, publisher.contentLength());
    }

    /** A body that is read while it leaves. Its length is known, so that it is not sent in chunks. */
    static UnrepeatedBody of(UploadContent content) {
        return new UnrepeatedBody(BodyPublishers.ofInputStream(content::stream), content.sizeBytes());
    }

    @Override
    public long contentLength() {
        if (!sent.compareAndSet(false, true)) {
            throw new UncheckedIOException(new DroppedConnectionException());
        }
        return sizeBytes;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        content.subscribe(subscriber);
    }
}
