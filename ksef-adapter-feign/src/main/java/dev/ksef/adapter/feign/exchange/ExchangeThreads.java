package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.MemoryBody;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import feign.Client;
import feign.Request;
import feign.Response;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes exchanges on threads of its own: the time limits of HTTP engines end at the headers, not all engines notice an
 * interrupt, and some cannot be closed. The caller waits by the transport's {@link Time}, can be interrupted, and is let go
 * when the transport is closed, whatever the engine does.
 */
public final class ExchangeThreads implements AutoCloseable {

    private static final String THREADS = "ksef-exchange";

    private final Client engine;
    private final Time time;
    private final ExecutorService threads;
    private final Set<ExchangeTask<?>> underWay = ConcurrentHashMap.newKeySet();

    public ExchangeThreads(Client engine, Time time) {
        this.engine = engine;
        this.time = time;
        this.threads = DaemonThreads.pool(THREADS, engine instanceof JdkHttpClient);
    }

    /**
     * Returns the response with its body in memory. The body of a very long error is cut.
     *
     * @throws IOException whatever the failure of the engine was, a timeout included
     */
    public Response exchange(Request request, Request.Options options, long patienceMillis) throws IOException {
        var body = new AbandonableBody();
        return await(() -> inMemory(request, options, body), patienceMillis, body);
    }

    /**
     * Returns the response with its body still to be read, piece by piece.
     *
     * @throws IOException whatever the failure of the engine was, a timeout included
     */
    public StreamedAnswer open(Request request, Request.Options options, long patienceMillis) throws IOException {
        var body = new AbandonableBody();
        Response head = await(
                () -> {
                    Response response = engine.execute(request, options);
                    body.open(response);
                    return response;
                },
                patienceMillis,
                body);
        return new StreamedAnswer(this, head, body);
    }

    /**
     * Sends the content, and returns the response with its body still to be read. What is given up ends: no read of the content
     * begins after this.
     *
     * @param stallMillis how long to wait, once the engine takes no more of the content
     * @param deadline the end of all waiting
     * @throws IOException whatever the failure of the engine was, a timeout included
     */
    public StreamedAnswer upload(
            UploadEngine uploads,
            Request request,
            UploadContent content,
            Request.Options options,
            long stallMillis,
            Deadline deadline)
            throws IOException {
        var body = new AbandonableBody();
        boolean answered = false;
        try {
            Response head = await(
                    () -> {
                        Response response = uploads.upload(request, content, options);
                        body.open(response);
                        return response;
                    },
                    new UploadPatience(content, stallMillis, () -> deadline.remainingMillis(time)),
                    body);
            answered = true;
            return new StreamedAnswer(this, head, body);
        } finally {
            if (!answered) {
                content.close();
                runApart(content::endExchange);
            }
        }
    }

    /**
     * Returns the result of work on a thread of ours. If it does not come in time, the body is abandoned.
     *
     * @param patienceMillis how long to wait for it, by the transport's time
     */
    <T> T await(Callable<T> work, long patienceMillis, AbandonableBody body) throws IOException {
        return await(work, new Once(patienceMillis), body);
    }

    @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
    private <T> T await(Callable<T> work, LongSupplier patienceMillis, AbandonableBody body) throws IOException {
        ExchangeTask<T> exchange = begin(work, body);
        boolean done = false;
        try {
            if (!hasEnded(exchange, patienceMillis)) {
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
                // It may have ended by itself since, or have been cancelled by a closing: its body is abandoned all the
                // same.
                exchange.cancel(true);
                abandon(body);
            }
        }
    }

    private boolean hasEnded(ExchangeTask<?> exchange, LongSupplier patienceMillis) throws InterruptedException {
        for (long left = patienceMillis.getAsLong(); left > 0; left = patienceMillis.getAsLong()) {
            if (time.awaitUntil(time.millis() + left, exchange.end)) {
                return true;
            }
        }
        return false;
    }

    private <T> ExchangeTask<T> begin(Callable<T> work, AbandonableBody body) throws IOException {
        try {
            var exchange = new ExchangeTask<>(work);
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

    /** Closes a body on a thread of its own, since that may hang. It frees the thread that hangs in reading the body. */
    void abandon(AbandonableBody body) {
        if (body.abandon()) {
            runApart(body::close);
        }
    }

    private void runApart(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException closing) {
            DaemonThreads.named(THREADS).newThread(work).start();
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
            // Not the caller was interrupted: while somebody waits, a thread of ours is interrupted by closing alone.
            return new ClosedTransportException(true);
        }
        return failure instanceof IOException broken ? broken : new IOException(failure);
    }

    private Response inMemory(Request request, Request.Options options, AbandonableBody opened) throws IOException {
        if (engine instanceof JdkHttpClient jdk) {
            return jdk.whole(request);
        }
        Response head = engine.execute(request, options);
        try (InputStream body = opened.open(head)) {
            byte[] bytes = BodyInMemory.read(body, HttpStatus.isError(head.status()), ResponseContent.isGzip(head));
            return head.toBuilder().body(new MemoryBody(bytes)).build();
        }
    }

    /** Patience for one wait. */
    private static final class Once implements LongSupplier {

        private long leftMillis;

        private Once(long millis) {
            leftMillis = millis;
        }

        @Override
        public long getAsLong() {
            long millis = leftMillis;
            leftMillis = 0;
            return millis;
        }
    }

    /** Work whose end can be waited for by any clock. */
    private static final class ExchangeTask<T> extends FutureTask<T> {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private ExchangeTask(Callable<T> work) {
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
