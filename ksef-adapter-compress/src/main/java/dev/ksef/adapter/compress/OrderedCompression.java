package dev.ksef.adapter.compress;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compresses on several threads and hands out the results in the order of the work. The owner compresses, too, instead of waiting;
 * with one thread it does so alone. The threads are daemons, begin when there is more work than one piece, and end with
 * {@link #close}.
 *
 * <p>All methods are the owner's. How much work waits at a time is for the owner to bound.
 */
final class OrderedCompression<I, O> implements AutoCloseable {

    private final Supplier<? extends Compressor<I, O>> compressors;
    private final Compressor<I, O> own;
    private final int mostHelpers;
    private final List<Thread> helpers = new ArrayList<>();
    private final BlockingQueue<Job<I, O>> unstarted = new LinkedBlockingQueue<>();
    private final Deque<Job<I, O>> inOrder = new ArrayDeque<>();

    OrderedCompression(int threads, Supplier<? extends Compressor<I, O>> compressors) {
        this.compressors = compressors;
        own = compressors.get();
        mostHelpers = threads - 1;
    }

    /** Adds work behind all other. */
    void add(I work) {
        if (helpers.size() < mostHelpers && !unstarted.isEmpty()) {
            helpers.add(startedHelper());
        }
        var job = new Job<I, O>(work);
        inOrder.add(job);
        unstarted.add(job);
    }

    /** Returns how many results were not taken yet. */
    int size() {
        return inOrder.size();
    }

    /**
     * Takes the result of the oldest work.
     *
     * @throws IOException if that work could not be done
     * @throws InterruptedException if the owner is interrupted while it waits
     */
    O take() throws IOException, InterruptedException {
        Job<I, O> oldest = inOrder.element();
        while (!oldest.result.isDone()) {
            Job<I, O> next = unstarted.poll();
            if (next == null) {
                return taken(oldest);
            }
            next.run(own);
        }
        return taken(oldest);
    }

    private O taken(Job<I, O> oldest) throws IOException, InterruptedException {
        try {
            O result = oldest.result.get();
            inOrder.remove();
            return result;
        } catch (ExecutionException failed) {
            throw unwrapped(failed.getCause());
        }
    }

    private static IOException unwrapped(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error grave) {
            throw grave;
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    private Thread startedHelper() {
        // What the owner's thread inherits to others is not meant for these.
        var helper = new Thread(null, this::help, "ksef-compression", 0, false);
        helper.setDaemon(true);
        helper.start();
        return helper;
    }

    private void help() {
        try (Compressor<I, O> compressor = compressors.get()) {
            while (!Thread.currentThread().isInterrupted()) {
                unstarted.take().run(compressor);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Drops the work that has not begun, and waits until no thread is at work. Only an owner that was interrupted does not wait:
     * a content that hangs must not hold it.
     */
    @Override
    public void close() {
        unstarted.clear();
        helpers.forEach(Thread::interrupt);
        own.close();
        try {
            for (Thread helper : helpers) {
                helper.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Job<I, O> {

        private final I work;
        private final CompletableFuture<O> result = new CompletableFuture<>();

        Job(I work) {
            this.work = work;
        }

        void run(Compressor<I, O> compressor) {
            try {
                result.complete(compressor.compress(work));
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        }
    }
}
