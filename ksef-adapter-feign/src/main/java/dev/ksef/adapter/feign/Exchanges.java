package dev.ksef.adapter.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import feign.Util;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes exchanges on threads of its own: the time limits of HTTP engines end at the headers, not all engines notice an
 * interrupt, and some cannot be closed. The caller waits within its own time, can be interrupted, and is let go when the
 * transport is closed, whatever the engine does.
 */
final class Exchanges implements AutoCloseable {

    /** Several times the largest UPO page and the largest invoice; everything bigger travels over storage links. */
    private static final int LARGEST_BODY_BYTES = 32 * 1024 * 1024;

    private static final int FIRST_ERROR = 400;

    private final Client engine;
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        var thread = new Thread(runnable, "ksef-exchange");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Future<Response>> underWay = ConcurrentHashMap.newKeySet();

    Exchanges(Client engine) {
        this.engine = engine;
    }

    /**
     * The response with its body in memory.
     *
     * @throws IOException whatever the engine's failure was, a time-out included
     */
    Response exchange(Request request, Request.Options options, long patienceMillis) throws IOException {
        var body = new AtomicReference<@Nullable InputStream>();
        Future<Response> exchange = begin(request, options, body);
        try {
            return exchange.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("The exchange took too long");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        } catch (CancellationException closed) {
            throw new ClosedTransportException();
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } finally {
            end(exchange, body);
        }
    }

    private Future<Response> begin(
            Request request, Request.Options options, AtomicReference<@Nullable InputStream> body) throws IOException {
        try {
            Future<Response> exchange = threads.submit(() -> inMemory(engine.execute(request, options), body));
            underWay.add(exchange);
            return exchange;
        } catch (RejectedExecutionException closed) {
            throw new ClosedTransportException();
        }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
    private void end(Future<Response> exchange, AtomicReference<@Nullable InputStream> body) {
        underWay.remove(exchange);
        InputStream opened = body.get();
        if (exchange.cancel(true) && opened != null) {
            release(opened);
        }
    }

    /** A thread that hangs in a stalled body gets loose by losing the body; closing one may hang, too. */
    private void release(InputStream body) {
        try {
            // What an engine has against being closed from outside interests nobody any more.
            var unused = threads.submit(() -> Util.ensureClosed(body));
        } catch (RejectedExecutionException closing) {
            Util.ensureClosed(body);
        }
    }

    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        return failure instanceof IOException broken ? broken : new IOException(failure);
    }

    private static Response inMemory(Response response, AtomicReference<@Nullable InputStream> opened)
            throws IOException {
        if (response.body() == null) {
            return response.toBuilder().body(new byte[0]).build();
        }
        try (InputStream body = response.body().asInputStream()) {
            opened.set(body);
            return response.toBuilder().body(plain(limited(body), response)).build();
        } catch (IOException unreadable) {
            if (response.status() < FIRST_ERROR) {
                throw unreadable;
            }
            // What an error says of itself is lost; that it is one is not.
            return response.toBuilder().body(new byte[0]).build();
        }
    }

    private static byte[] plain(byte[] bytes, Response response) throws IOException {
        if (bytes.length == 0 || !isGzip(response)) {
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

    /** Nobody asks KSeF for compression, but something on the way may compress all the same. */
    private static boolean isGzip(Response response) {
        Collection<String> encodings = response.headers().getOrDefault("Content-Encoding", List.of());
        return encodings.stream().anyMatch(name -> name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip"));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        underWay.forEach(exchange -> exchange.cancel(true));
    }
}
