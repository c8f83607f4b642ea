package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
    private final Time time;
    private final FileChannel presence;
    private final FileChannel channel;
    private final ReentrantLock[] groups =
            Stream.generate(ReentrantLock::new).limit(GROUPS).toArray(ReentrantLock[]::new);

    private FileLocks(StoreDirectory directory, Time time, FileChannel presence, FileChannel channel) {
        this.directory = directory;
        this.time = time;
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
                    "This JVM has a store on " + directory + " open already; share that one, or close it first",
                    second);
        }
    }

    /** Does short work on the files of a group, which one thread of one process may do at a time. */
    <T> T alone(int group, Supplier<T> work) {
        groups[group].lock();
        try (var held = acquireForSaving(group)) {
            return work.get();
        } finally {
            groups[group].unlock();
        }
    }

    /** Does the same, unless another process holds the lock of the group. */
    void aloneIfFree(int group, Runnable work) {
        groups[group].lock();
        try {
            attempt(group).ifPresent(held -> {
                try (held) {
                    work.run();
                }
            });
        } finally {
            groups[group].unlock();
        }
    }

    /** Does work for an entry that one thread of one process may do at a time, however long it takes. */
    <T> T exclusively(EntryName entry, Deadline deadline, Supplier<T> work) {
        try (var held = acquire(BEYOND_GROUPS | entry.number() >>> 2, deadline, entry.toString())) {
            return work.get();
        }
    }

    private HeldLock acquireForSaving(int group) {
        try {
            return acquire(group, Deadline.after(LONGEST_SAVING, time), "files in " + directory);
        } catch (KsefDeadlineException late) {
            throw new KsefStorageException(
                    "Another process did not finish writing in " + directory + "; try again", late);
        }
    }

    private HeldLock acquire(long position, Deadline deadline, String what) {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            Optional<HeldLock> held = attempt(position);
            if (held.isPresent()) {
                return held.orElseThrow();
            }
            pause(Math.min(pause, deadline.remainingMillis(time)), what);
        }
    }

    private void pause(long millis, String what) {
        if (millis == 0) {
            throw new KsefDeadlineException("Others used " + what + " until the deadline; try again later", null);
        }
        try {
            time.sleepUntil(time.millis() + millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while others used " + what, null, interrupted);
        }
    }

    private Optional<HeldLock> attempt(long position) {
        try {
            return Optional.ofNullable(channel.tryLock(position, 1, false)).map(lock -> new HeldLock(lock, directory));
        } catch (OverlappingFileLockException heldHere) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new KsefStorageException(
                    "The file system of " + directory + " has no locks"
                            + "; use a directory whose file system has them",
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        try (presence) {
            channel.close();
        }
    }

    private record HeldLock(FileLock lock, StoreDirectory directory) implements AutoCloseable {

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
