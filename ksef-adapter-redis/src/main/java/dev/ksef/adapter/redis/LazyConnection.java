package dev.ksef.adapter.redis;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made when it is needed, and anew when it was lost. A command that was under way when the
 * connection was lost is sent once more, on the next one. One that is not answered in time takes its connection with
 * it, which may be dead without a sign.
 *
 * <p>Lettuce itself reconnects and repeats nothing, and sets no time limit: it would send commands that nobody waits
 * for any more, and its limit covers neither connecting nor the repetition.
 */
final class LazyConnection implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final RedisAccess access;
    private final ClosableTime time;
    private final AtomicReference<@Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>>> current =
            new AtomicReference<>();
    private volatile boolean closed;
    private @Nullable RedisClient ownClient;

    LazyConnection(RedisAccess access) {
        this.access = access;
        this.time = new ClosableTime(access.time());
    }

    /** Returns the clock to wait by; its waits end when this is closed. */
    ClosableTime time() {
        return time;
    }

    /**
     * Asks Redis and waits for the answer. An interrupt does not end this wait, which is short; it is kept.
     *
     * @param what is done, as the beginning of a message
     * @throws KsefStorageException if there is no answer in time, or it is an error
     */
    <T> T ask(String what, RedisCommand<T> command) {
        var question = new Question<>(command);
        return question.answer(what, awaitAnyway(question.answer));
    }

    /**
     * Asks Redis and waits for the answer.
     *
     * @throws KsefStorageException as {@link #ask}
     */
    <T> T askInterruptibly(String what, RedisCommand<T> command) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var question = new Question<>(command);
        try {
            return question.answer(what, time.awaitUntil(latest(), question.answer));
        } catch (ClosedException gone) {
            throw closed();
        } finally {
            question.answer.cancel(false);
        }
    }

    /** Asks Redis without waiting for an answer. */
    void tell(RedisCommand<?> command) {
        if (!closed) {
            new Question<>(command);
        }
    }

    private long latest() {
        return time.millis() + access.commandMillis();
    }

    private boolean awaitAnyway(CompletableFuture<?> answer) {
        long latest = latest();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return time.awaitUntil(latest, answer);
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        } catch (ClosedException gone) {
            throw closed();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    KsefStorageException closed() {
        return new KsefStorageException("The connection to " + access + " was closed; open it again", null);
    }

    /** A command, with all that it takes to have it answered. Once its answer is complete, it asks nothing any more. */
    private final class Question<T> {

        private final RedisCommand<T> command;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private volatile @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> used;

        Question(RedisCommand<T> command) {
            this.command = command;
            // A timer of Netty swallows the interrupt of the thread that starts it.
            boolean interrupted = Thread.interrupted();
            ask(true);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void ask(boolean first) {
            CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection = connection();
            used = connection;
            connection.whenComplete((open, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else if (!answer.isDone()) {
                    send(connection, open, first);
                }
            });
        }

        private void send(
                CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection,
                StatefulRedisConnection<byte[], byte[]> open,
                boolean first) {
            sent(open).whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else if (first && !answer.isDone() && RedisFailure.isOfConnection(failure)) {
                    discard(connection);
                    ask(false);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        }

        private CompletionStage<T> sent(StatefulRedisConnection<byte[], byte[]> open) {
            try {
                return command.on(open.async());
            } catch (RuntimeException refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }

        T answer(String what, boolean inTime) {
            if (!inTime && answer.cancel(false)) {
                CompletableFuture<StatefulRedisConnection<byte[], byte[]>> silent = used;
                if (silent != null) {
                    discard(silent);
                }
                throw RedisFailure.late(what, access);
            }
            try {
                // It is there: this waits for nothing.
                return answer.getNow(null);
            } catch (CompletionException failure) {
                throw RedisFailure.of(what, access, failure);
            }
        }
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection() {
        while (true) {
            CompletableFuture<StatefulRedisConnection<byte[], byte[]>> known = current.get();
            if (closed) {
                return CompletableFuture.failedFuture(closed());
            }
            if (known != null && isUsable(known)) {
                return known;
            }
            var fresh = new CompletableFuture<StatefulRedisConnection<byte[], byte[]>>();
            if (current.compareAndSet(known, fresh)) {
                connect(fresh, true);
                if (known != null) {
                    closeWhenMade(known);
                }
                return fresh;
            }
        }
    }

    private static boolean isUsable(CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection) {
        return !connection.isDone()
                || !connection.isCompletedExceptionally()
                        && Objects.requireNonNull(connection.getNow(null), "made")
                                .isOpen();
    }

    private void connect(CompletableFuture<StatefulRedisConnection<byte[], byte[]>> fresh, boolean first) {
        try {
            client().connectAsync(ByteArrayCodec.INSTANCE, access.uri())
                    .thenCompose(this::accepted)
                    .whenComplete((open, failure) -> {
                        if (failure == null) {
                            fresh.complete(open);
                        } else if (first && !closed && RedisFailure.isUnexplained(failure)) {
                            connect(fresh, false);
                            return;
                        } else {
                            fresh.completeExceptionally(failure);
                        }
                        if (closed) {
                            discard(fresh);
                        }
                    });
        } catch (RuntimeException refused) {
            fresh.completeExceptionally(refused);
        }
    }

    private CompletionStage<StatefulRedisConnection<byte[], byte[]>> accepted(
            StatefulRedisConnection<byte[], byte[]> open) {
        return Eviction.checked(open.async(), access)
                .thenApply(accepted -> open)
                .whenComplete((accepted, refusal) -> {
                    if (refusal != null) {
                        open.closeAsync();
                    }
                });
    }

    /** Closes a connection, unless another one has taken its place, and has the next command make another one. */
    private void discard(CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection) {
        if (current.compareAndSet(connection, null)) {
            closeWhenMade(connection);
        }
    }

    private static void closeWhenMade(CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection) {
        connection.thenAccept(StatefulConnection::closeAsync);
    }

    private synchronized RedisClient client() {
        RedisClient given = access.client();
        if (given != null) {
            return given;
        }
        if (closed) {
            throw closed();
        }
        RedisClient own = ownClient;
        if (own == null) {
            own = RedisClient.create(access.uri());
            own.setOptions(options(Duration.ofMillis(access.commandMillis())));
            ownClient = own;
        }
        return own;
    }

    private static ClientOptions options(Duration timeout) {
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP2)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .keepAlive(true)
                        .build())
                .build();
    }

    /** Ends all waits, and the threads of a client that is our own. */
    @Override
    public void close() {
        closed = true;
        time.close();
        RedisClient own;
        synchronized (this) {
            own = ownClient;
            ownClient = null;
        }
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> open = current.getAndSet(null);
        if (own != null) {
            await(own.shutdownAsync(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS));
        } else if (open != null) {
            closeWhenMade(open);
        }
    }

    /** An interrupt is left to whoever asks next. */
    private static void await(CompletableFuture<?> end) {
        boolean interrupted = Thread.interrupted();
        try {
            Time.system()
                    .awaitUntil(
                            Deadline.after(LONGEST_END.multipliedBy(2), Time.system())
                                    .atMillis(),
                            end);
        } catch (InterruptedException meanwhile) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return access.toString();
    }
}
