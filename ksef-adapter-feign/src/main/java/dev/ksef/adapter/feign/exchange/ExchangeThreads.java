package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.port.time.Time;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes exchanges on threads of its own: the time limits of HTTP engines end at the headers, not all engines notice an
 * interrupt, and some cannot be closed. The caller waits by the transport's {@link Time}, can be interrupted, and is let go
 * when the transport is closed, whatever the engine does.
 */
public final class ExchangeThreads implements AutoCloseable {

    /** Several times the largest UPO page and the largest invoice; everything bigger travels over storage links. */
    private static final int LARGEST_BODY_BYTES = 32 * 1024 * 1024;

    /** KSeF's own take a few kilobytes: of a firewall's page, the beginning says it all. */
    private static final int LARGEST_ERROR_BYTES = 1024 * 1024;

    private static final int FIRST_ERROR = 400;

    private final Client engine;
    private final Time time;
    private final ExecutorService threads = Executors.newCachedThreadPool(ExchangeThreads::thread);
    private final Set<Exchange<?>> underWay = ConcurrentHashMap.newKeySet();

    public ExchangeThreads(Client engine, Time time) {
        this.engine = engine;
        this.time = time;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "ksef-exchange");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The response with its body in memory, but for the end of a very long error.
     *
     * @throws IOException whatever the engine's failure was, a time-out included
     */
    public Response exchange(Request request, Request.Options options, long patienceMillis) throws IOException {
        var body = new AbandonableBody();
        return await(() -> inMemory(engine.execute(request, options), body), patienceMillis, body);
    }

    /**
     * The response with its body still to be read, piece by piece.
     *
     * @throws IOException whatever the engine's failure was, a time-out included
     */
    public StreamedAnswer open(Request request, Request.Options options, long patienceMillis) throws IOException {
        var body = new AbandonableBody();
        Response head = await(
                () -> {
                    Response response = engine.execute(request, options);
                    body.of(response);
                    return response;
                },
                patienceMillis,
                body);
        return new StreamedAnswer(this, head, body);
    }

    /** What the work yields on a thread of ours, if it does in time; if it does not, the body is given up. */
    @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
    <T> T await(Callable<T> work, long patienceMillis, AbandonableBody body) throws IOException {
        Exchange<T> exchange = begin(work, body);
        boolean done = false;
        try {
            if (!time.awaitUntil(time.millis() + patienceMillis, exchange.end)) {
                throw new SocketTimeoutException("The exchange took too long");
            }
            T result = exchange.get();
            done = true;
            return result;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        } catch (CancellationException closed) {
            throw new ClosedTransportException(true);
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } finally {
            underWay.remove(exchange);
            if (!done) {
                // It may have ended by itself since, or have been cancelled by a closing: its body is given up all the
                // same.
                exchange.cancel(true);
                giveUp(body);
            }
        }
    }

    private <T> Exchange<T> begin(Callable<T> work, AbandonableBody body) throws IOException {
        try {
            var exchange = new Exchange<>(work);
            threads.execute(exchange);
            underWay.add(exchange);
            if (threads.isShutdown()) {
                // Closing may just have missed it.
                exchange.cancel(true);
            }
            return exchange;
        } catch (RejectedExecutionException closed) {
            throw new ClosedTransportException(body.isOpened());
        }
    }

    /** A thread that hangs in a stalled body gets loose by losing the body; closing one may hang, too. */
    void giveUp(AbandonableBody body) {
        if (!body.giveUp()) {
            return;
        }
        try {
            threads.execute(body::close);
        } catch (RejectedExecutionException closing) {
            thread(body::close).start();
        }
    }

    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        if (failure != null && failure.getCause() instanceof InterruptedException) {
            // Not the caller's: a thread of ours, while somebody waits for it, is interrupted by closing alone.
            return new ClosedTransportException(true);
        }
        return failure instanceof IOException broken ? broken : new IOException(failure);
    }

    private static Response inMemory(Response response, AbandonableBody opened) throws IOException {
        try (InputStream body = opened.of(response)) {
            byte[] bytes = response.status() < FIRST_ERROR ? limited(body) : body.readNBytes(LARGEST_ERROR_BYTES);
            return response.toBuilder().body(plain(bytes, response)).build();
        } catch (IOException unreadable) {
            if (response.status() < FIRST_ERROR) {
                throw unreadable;
            }
            // What an error says of itself is lost; that it is one is not.
            return response.toBuilder().body(new byte[0]).build();
        }
    }

    private static byte[] plain(byte[] bytes, Response response) throws IOException {
        if (bytes.length == 0 || !ResponseContent.isGzip(response)) {
            return bytes;
        }
        try (var unwrapped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return limited(unwrapped);
        }
    }

    private static byte[] limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY_BYTES + 1);
        if (bytes.length > LARGEST_BODY_BYTES) {
            throw new OversizedAnswerException(LARGEST_BODY_BYTES);
        }
        return bytes;
    }

    /** Work whose end can be waited for by any clock. */
    private static final class Exchange<T> extends FutureTask<T> {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Exchange(Callable<T> work) {
            super(work);
        }

        @Override
        protected void done() {
            end.complete(null);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        underWay.forEach(exchange -> exchange.cancel(true));
    }
}
