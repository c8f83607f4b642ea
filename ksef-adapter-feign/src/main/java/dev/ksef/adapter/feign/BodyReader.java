package dev.ksef.adapter.feign;

import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads bodies into memory with a watch on them: the time limits of HTTP engines end at the headers, so a body that
 * stalls has to be closed from outside.
 */
final class BodyReader implements AutoCloseable {

    /** Twice the largest UPO page; everything bigger than that travels over storage links. */
    private static final int LARGEST_BODY_BYTES = 32 * 1024 * 1024;

    private final ScheduledThreadPoolExecutor watch;
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

    BodyReader() {
        watch = new ScheduledThreadPoolExecutor(1, runnable -> {
            var thread = new Thread(runnable, "ksef-body-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    /** The same response with its body in memory; the connection is free again. */
    Response inMemory(Response response, long patienceMillis) throws IOException {
        if (response.body() == null) {
            return response.toBuilder().body(new byte[0]).build();
        }
        var late = new AtomicBoolean();
        try (InputStream body = response.body().asInputStream()) {
            open.add(body);
            var watched = watched(body, late, patienceMillis);
            try {
                return response.toBuilder().body(read(body, late)).build();
            } finally {
                watched.cancel(false);
                open.remove(body);
            }
        }
    }

    private Future<?> watched(InputStream body, AtomicBoolean late, long patienceMillis) throws IOException {
        try {
            return watch.schedule(() -> abort(body, late), patienceMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            open.remove(body);
            throw new ClosedTransportException();
        }
    }

    private static byte[] read(InputStream body, AtomicBoolean late) throws IOException {
        byte[] bytes;
        try {
            bytes = body.readNBytes(LARGEST_BODY_BYTES + 1);
        } catch (IOException broken) {
            throw late.get() ? tooLate() : broken;
        }
        if (late.get()) {
            throw tooLate();
        }
        if (bytes.length > LARGEST_BODY_BYTES) {
            throw new IOException("The answer is larger than " + LARGEST_BODY_BYTES + " bytes");
        }
        return bytes;
    }

    private static IOException tooLate() {
        return new SocketTimeoutException("The answer stalled");
    }

    private static void abort(InputStream body, AtomicBoolean late) {
        late.set(true);
        try {
            body.close();
        } catch (IOException closing) {
            // The reader sees that it is too late, whatever closing says.
            late.set(true);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        open.forEach(body -> abort(body, new AtomicBoolean()));
    }
}
