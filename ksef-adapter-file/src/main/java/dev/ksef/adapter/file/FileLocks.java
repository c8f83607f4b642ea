package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks between threads and processes. Each lock is one byte of a file; the system releases those of a process that died.
 * The file stays open as long as the store, since closing any channel on a file releases all locks that this JVM has on it.
 * For the same reason a JVM may not open a second store on the same directory: a lock on another file prevents that.
 */
final class FileLocks implements AutoCloseable {

    private static final int GROUPS = 256;
    private static final long BEYOND_GROUPS = 1L << 40;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 50;
    private static final Duration LONGEST_SAVING = Duration.ofSeconds(30);

    private final StoreDirectory directory;
    private final ClosableTime time;
    private final FileChannel presence;
    private final FileChannel channel;
    /** For each group the turn of the thread of this JVM that is at work on its files. */
    private final AtomicReferenceArray<@Nullable CompletableFuture<Void>> turns = new AtomicReferenceArray<>(GROUPS);

    private FileLocks(StoreDirectory directory, Time time, FileChannel presence, FileChannel channel) {
        this.directory = directory;
        this.time = new ClosableTime(time);
        this.presence = presence;
        this.channel = channel;
    }

    /** Opens the locks of one kind of entries in a directory. */
    static FileLocks open(StoreDirectory directory, String kind, Time time) throws IOException {
        FileChannel presence = directory.openForLocks(kind + ".presence");
        try {
            requireAlone(presence, directory);
            return new FileLocks(directory, time, presence, directory.openForLocks(kind + ".locks"));
        } catch (IOException | RuntimeException failure) {
            presence.close();
            throw failure;
        }
    }

    /** Takes a shared lock, which other processes may share, but which this JVM can hold only once. */
    private static void requireAlone(FileChannel presence, StoreDirectory directory) throws IOException {
        try {
            if (presence.tryLock(0, 1, true) == null) {
                throw new KsefStorageException(
                        "Something else has locked files in " + directory + "; end it, or use another directory", null);
            }
        } catch (OverlappingFileLockException second) {
            throw new KsefStorageException(
                    "This JVM has a store on " + directory
                            + " open already; share that one, or close it first. One that an"
                            + " application left open when it was stopped or redeployed is freed when nobody holds it and"
                            + " garbage is collected: try again later, or restart the JVM, and let applications close"
                            + " their stores when they stop",
                    second);
        }
    }

    /** Does short work on the files of a group, which one thread of one process may do at a time. */
    <T> T alone(int group, Supplier<T> work) {
        Deadline deadline = Deadline.after(LONGEST_SAVING, time);
        CompletableFuture<Void> turn = turn(group, deadline);
        try (var held = acquireForSaving(group, deadline)) {
            return work.get();
        } finally {
            end(group, turn);
        }
    }

    /** Does the same, unless somebody else is at work on the files of the group. */
    void aloneIfFree(int group, Runnable work) {
        var turn = new CompletableFuture<Void>();
        if (turns.compareAndSet(group, null, turn)) {
            try {
                attempt(group).ifPresent(held -> {
                    try (held) {
                        work.run();
                    }
                });
            } finally {
                end(group, turn);
            }
        }
    }

    /** Waits until no other thread of this JVM is at work on a group. */
    private CompletableFuture<Void> turn(int group, Deadline deadline) {
        var mine = new CompletableFuture<Void>();
        while (true) {
            CompletableFuture<Void> others = turns.compareAndExchange(group, null, mine);
            if (others == null) {
                return mine;
            }
            requireInTime(() -> time.awaitUntil(deadline.atMillis(), others), "Another thread");
        }
    }

    private void end(int group, CompletableFuture<Void> turn) {
        turns.set(group, null);
        turn.complete(null);
    }

    /** A wait by the clock. */
    private interface Wait {

        /** Returns whether what was waited for has come. */
        boolean until() throws InterruptedException;
    }

    private void requireInTime(Wait wait, String who) {
        try {
            if (!wait.until()) {
                throw new KsefStorageException(who + " did not finish writing in " + directory + "; try again", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefStorageException(
                    "Interrupted while waiting for others to finish writing in " + directory, interrupted);
        } catch (ClosedException closed) {
            throw closed(closed);
        }
    }

    private KsefStorageException closed(Exception cause) {
        return new KsefStorageException("The store on " + directory + " was closed; open it again", cause);
    }

    /** Does work for an entry that one thread of one process may do at a time, however long it takes. */
    <T> T exclusively(EntryName entry, Deadline deadline, Supplier<T> work) {
        TooLate tooLate =
                who -> new KsefDeadlineException("Others used " + entry + " until the deadline; try again later", null);
        try (var held = acquire(entry, deadline, tooLate)) {
            return work.get();
        }
    }

    /**
     * Takes the lock of an entry for as long as its holder likes.
     *
     * @throws KsefStorageException if somebody else holds it until the deadline
     */
    HeldLock hold(EntryName entry, Deadline deadline) {
        return acquire(
                entry,
                deadline,
                who -> new KsefStorageException(
                        who + " held the right to write " + entry + " in " + directory
                                + " until the deadline; wait until it has finished, or end it, and try again",
                        null));
    }

    /** What to say if somebody else holds a lock for too long. */
    private interface TooLate {

        RuntimeException held(String who);
    }

    private HeldLock acquireForSaving(int group, Deadline deadline) {
        Pauses pauses = new Pauses(deadline);
        while (true) {
            Optional<HeldLock> held = attempt(group);
            if (held.isPresent()) {
                return held.orElseThrow();
            }
            requireInTime(pauses::next, "Another process");
        }
    }

    private HeldLock acquire(EntryName entry, Deadline deadline, TooLate tooLate) {
        Pauses pauses = new Pauses(deadline);
        long position = BEYOND_GROUPS | entry.number() >>> 2;
        while (true) {
            Optional<HeldLock> held = attempt(position);
            if (held.isPresent()) {
                return held.orElseThrow();
            }
            try {
                if (!pauses.next()) {
                    throw tooLate.held(isHeldHere(position) ? "Another thread of this process" : "Another process");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KsefDeadlineException("Interrupted while others used " + entry, null, interrupted);
            } catch (ClosedException closed) {
                throw closed(closed);
            }
        }
    }

    /** Growing pauses between two attempts. */
    private final class Pauses {

        private final Deadline deadline;
        private long millis = FIRST_PAUSE_MILLIS;

        Pauses(Deadline deadline) {
            this.deadline = deadline;
        }

        /** Makes a pause; returns false, without one, if the deadline has come. */
        boolean next() throws InterruptedException {
            long left = deadline.remainingMillis(time);
            if (left > 0) {
                time.sleepUntil(time.millis() + Math.min(millis, left));
                millis = Math.min(millis * 2, LONGEST_PAUSE_MILLIS);
            }
            return left > 0;
        }
    }

    /** A lock on one byte can be asked for beside one that this JVM holds on another, but not over it. */
    private boolean isHeldHere(long position) {
        try (FileLock free = channel.tryLock(position, 1, false)) {
            return false;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        } catch (IOException failure) {
            return false;
        }
    }

    private Optional<HeldLock> attempt(long position) {
        try {
            return Optional.ofNullable(channel.tryLock(position, 1, false)).map(lock -> new HeldLock(lock, directory));
        } catch (OverlappingFileLockException heldHere) {
            return Optional.empty();
        } catch (ClosedChannelException closed) {
            throw closed(closed);
        } catch (IOException failure) {
            throw new KsefStorageException(
                    "The file system of " + directory + " has no locks"
                            + "; use a directory whose file system has them",
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        time.close();
        try (presence) {
            channel.close();
        }
    }

    /** A lock that this JVM holds. */
    record HeldLock(FileLock lock, StoreDirectory directory) implements AutoCloseable {

        /** Tells whether it is held: not given back, and the store is open. */
        boolean isHeld() {
            return lock.isValid();
        }

        @Override
        public void close() {
            try {
                lock.release();
            } catch (IOException failure) {
                throw new KsefStorageException(
                        "A lock in " + directory + " could not be released; was the store closed meanwhile?", failure);
            }
        }
    }
}
