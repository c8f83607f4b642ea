package dev.ksef.adapter.feign;

import feign.Response;
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
import java.util.zip.GZIPInputStream;

/**
 * Reads bodies into memory on threads of its own: the time limits of HTTP engines end at the headers, and not all of them
 * notice an interrupt. The caller waits within its own time and can be interrupted, whatever the engine does.
 */
final class BodyReader implements AutoCloseable {

    /** Several times the largest UPO page; everything bigger travels over storage links. */
    private static final int LARGEST_BODY_BYTES = 32 * 1024 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        var thread = new Thread(runnable, "ksef-body");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Future<byte[]>> underWay = ConcurrentHashMap.newKeySet();

    /** The same response with its body in memory; the connection is free again. */
    Response inMemory(Response response, long patienceMillis) throws IOException {
        if (response.body() == null) {
            return response.toBuilder().body(new byte[0]).build();
        }
        InputStream body = response.body().asInputStream();
        Future<byte[]> reading = begin(body);
        boolean read = false;
        try {
            byte[] bytes = reading.get(patienceMillis, TimeUnit.MILLISECONDS);
            read = true;
            return response.toBuilder()
                    .body(isGzip(response) ? unwrapped(bytes) : bytes)
                    .build();
        } catch (TimeoutException stalled) {
            throw new SocketTimeoutException("The answer stalled");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        } catch (CancellationException closed) {
            throw new ClosedTransportException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } finally {
            forget(reading);
            if (!read) {
                reading.cancel(true);
                body.close();
            }
        }
    }

    private Future<byte[]> begin(InputStream body) throws IOException {
        try {
            Future<byte[]> reading = threads.submit(() -> limited(body));
            underWay.add(reading);
            return reading;
        } catch (RejectedExecutionException closed) {
            body.close();
            throw new ClosedTransportException();
        }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
    private void forget(Future<byte[]> reading) {
        underWay.remove(reading);
    }

    private static byte[] limited(InputStream body) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(LARGEST_BODY_BYTES + 1);
            if (bytes.length > LARGEST_BODY_BYTES) {
                throw new OversizedAnswerException(LARGEST_BODY_BYTES);
            }
            return bytes;
        }
    }

    /** Nobody asks KSeF for compression, but something on the way may compress all the same. */
    private static boolean isGzip(Response response) {
        Collection<String> encodings = response.headers().getOrDefault("Content-Encoding", List.of());
        return encodings.contains("gzip");
    }

    private static byte[] unwrapped(byte[] bytes) throws IOException {
        return limited(new GZIPInputStream(new ByteArrayInputStream(bytes)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        underWay.forEach(reading -> reading.cancel(true));
    }
}
